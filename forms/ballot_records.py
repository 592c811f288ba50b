"""Opening and closing record of the ballot box: the codes on them, signed by hand, are what a box is held to.

A chain of hashes proves nothing against the owner of the disk; the same hashes on signed paper do.
"""

from forms import words
from forms.box_facts import BoxFacts, Closing, short_code, whole_code
from forms.document import Block, Code, Document, Para, Title
from forms.facts import Facts
from forms.meeting_part import header, minutes
from forms.tally_minutes import signatures
from meeting.season import Season


def opening_record(facts: Facts, session_id: str) -> Document:
    """Return the record of the box's opening: who, how many, that it was empty, its code."""
    season, box = facts.season, _box(facts)
    what = f"mở hòm phiếu đánh giá, {facts.words.verb} chất lượng đảng viên năm {season.year}"
    blocks: list[Block] = [
        Para(
            f"Hồi {words.clock(box.opened)}, {words.day(season.meeting_day)}, "
            f"tại {_place(season, session_id)}, trước hội nghị, Tổ kiểm phiếu mở hòm phiếu trên máy tính "
            f"của chi bộ, không kết nối mạng (lần bỏ phiếu thứ {season.ballot.round})."
        ),
        _tellers(season),
        Para("", lead="Kiểm tra trước khi mở:"),
        *_checks(box),
        Code(_names(box), f"CB1-MO:{whole_code(box.manifest)}"),
        Para(
            "Mã được tính từ hòm lúc còn rỗng: danh sách, lá phiếu, số mã kiểm phiếu. Cấp trên so mã này "
            "với mã trong tệp hòm phiếu nộp kèm hồ sơ; giống nhau thì đúng là hòm đã mở trước hội nghị.",
            small=True,
            italic=True,
        ),
    ]
    title = Title("BIÊN BẢN", what)
    foot = signatures(facts, session_id)
    return minutes(facts, "Biên bản mở hòm phiếu", header(season), title, blocks, foot)


def _box(facts: Facts) -> BoxFacts:
    if facts.box is None:
        raise ValueError("this paper carries no box")
    return facts.box


def _closing(box: BoxFacts) -> Closing:
    if box.closing is None:
        raise ValueError("this paper carries no closed box")
    return box.closing


def _place(season: Season, session_id: str) -> str:
    return season.session(session_id).place or season.unit.place or words.BLANK


def _tellers(season: Season) -> Para:
    names = [words.person(season, teller) for teller in season.ballot.tellers]
    roles = [" (Tổ trưởng)", *[""] * len(names)]
    people = "; ".join(f"đồng chí {name}{role}" for name, role in zip(names, roles, strict=False))
    return Para(f"{people or words.BLANK}.", lead="Tổ kiểm phiếu:")


def _names(box: BoxFacts) -> tuple[tuple[str, str], ...]:
    own = (("Mã của hòm", short_code(box.manifest)),)
    if not box.parent:
        return own
    fate = "đã kiểm" if box.parent_counted else "đã hủy và không kiểm"
    return (*own, (f"Mã của hòm lần trước, {fate}", short_code(box.parent)))


def _checks(box: BoxFacts) -> list[Block]:
    return [
        Para(
            f"- Danh sách bỏ phiếu có {words.count(box.listed)} đồng chí; có mặt được bỏ phiếu "
            f"khi mở hòm: {words.count(box.present)}. Lá phiếu có {words.count(box.contests)} dòng."
        ),
        Para(
            f"- {words.count(box.tellers)} mã kiểm phiếu do {words.count(box.tellers)} đồng chí giữ, "
            f"kiểm phiếu cần ít nhất {words.count(box.needed)} mã; các mã đã được gõ thử lại và đều đúng."
        ),
        Para("- Hòm rỗng: 0 phiếu, chưa đồng chí nào được đánh dấu là đã bỏ phiếu."),
        Para(
            f"- Đã bỏ và kiểm thử {words.count(box.test_deck)} phiếu mẫu trong một hòm riêng, kết quả đúng "
            "với phiếu mẫu; hòm thử đã xóa."
        ),
    ]


def closing_record(facts: Facts, session_id: str) -> Document:
    """Return the record of the box's closing: how many ballots, how many turns, its codes."""
    season, box = facts.season, _box(facts)
    closing = _closing(box)
    what = f"đóng hòm phiếu đánh giá, {facts.words.verb} chất lượng đảng viên năm {season.year}"
    codes = (
        ("Mã của hòm khi mở", short_code(box.manifest)),
        ("Mã các phiếu khi đóng", short_code(closing.box)),
        ("Mã nhật ký khi đóng", short_code(closing.head)),
    )
    seen = f"CB1-DONG:{whole_code(closing.box)}:{whole_code(closing.head)}"
    blocks: list[Block] = [
        Para(
            f"Hồi {words.clock(closing.at)}, {words.day(closing.at.date())}, "
            f"tại {_place(season, session_id)}, {words.count(closing.confirmations)} đồng chí trong "
            f"Tổ kiểm phiếu cùng xác nhận và đóng hòm phiếu (lần bỏ phiếu thứ {season.ballot.round})."
        ),
        _tellers(season),
        *_numbers(closing),
        Code(codes, seen),
        Para(
            "Sau khi đóng, không ai bỏ thêm phiếu được; mã mở lại hết tác dụng và giấy ghi mã mở lại được "
            "hủy trước hội nghị. Phiếu chỉ mở được bằng các mã kiểm phiếu.",
            small=True,
            italic=True,
        ),
    ]
    title = Title("BIÊN BẢN", what)
    foot = signatures(facts, session_id)
    return minutes(facts, "Biên bản đóng hòm phiếu", header(season), title, blocks, foot)


def _numbers(closing: Closing) -> list[Block]:
    return [
        Para(f"- Số đồng chí có mặt được bỏ phiếu: {words.count(closing.present)}."),
        Para(
            f"- Số phiếu trong hòm: {words.count(closing.n)}; "
            "bằng số chữ ký trên danh sách giấy ký nhận phiếu."
        ),
        Para(_turns(closing)),
        *([Para("- Hai nửa mã mở lại đã được xé trước hội nghị.")] if closing.torn else []),
    ]


def _turns(closing: Closing) -> str:
    started, cancelled = closing.started, closing.cancelled
    if started is None or cancelled is None:
        return "- Số lượt vào bỏ phiếu: không đủ số liệu, vì máy đã khởi động lại trong khi bỏ phiếu."
    fits = "khớp" if started - cancelled == closing.n else "không khớp"
    return (
        f"- Số lượt vào bỏ phiếu: {words.count(started)}; số lượt dừng giữa chừng: {words.count(cancelled)}; "
        f"hiệu số {fits} với số phiếu trong hòm."
    )
