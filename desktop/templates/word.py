"""Fills the tags of a Word template: values by name and rows over one list of members, and nothing else.

Tags are those of docxtpl (Jinja2). A template comes from outside, so what Jinja could compute is refused
before it is compiled: only names that the program gives, one loop at a time, no calls, no arithmetic.
"""

import logging
from io import BytesIO
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from desktop.templates.errors import BROKEN, NOTHING, TemplateError, unknown
from desktop.templates.names import COLUMNS, LISTS, SINGLES, Values

_ALLOWED: Final = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For)
_ONLY_NAMES: Final = (
    "Thẻ trong mẫu chỉ được là tên (ví dụ {{ chi_bo }}) hoặc lặp theo một danh sách "
    "(ví dụ {%tr for dv in dang_vien %}); đồng chí bỏ phép tính và lệnh khác."
)
_SYNTAX: Final = "Thẻ trong mẫu viết chưa đúng: {}; đồng chí sửa theo ví dụ trong hướng dẫn."


class _Strict(SandboxedEnvironment):
    """An environment that compiles names and single loops only; `used` tells whether it met any."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self.used = False

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise TemplateError(_ONLY_NAMES)
        for loop in tree.find_all(nodes.For):
            _check_loop(loop)
        _check_names(tree)
        self.used = self.used or any(True for _ in tree.find_all(nodes.Name))
        return tree


def _check_loop(loop: nodes.For) -> None:
    plain = isinstance(loop.iter, nodes.Name) and isinstance(loop.target, nodes.Name)
    nested = any(True for child in loop.body for _ in child.find_all(nodes.For))
    if not plain or loop.test or loop.else_ or nested or any(isinstance(one, nodes.For) for one in loop.body):
        raise TemplateError(_ONLY_NAMES)


def _check_names(tree: nodes.Template) -> None:
    targets = {loop.target.name for loop in tree.find_all(nodes.For) if isinstance(loop.target, nodes.Name)}
    listed = {loop.iter.name for loop in tree.find_all(nodes.For) if isinstance(loop.iter, nodes.Name)}
    for name in listed - set(LISTS):
        raise unknown(name)
    for one in tree.find_all(nodes.Name):
        if one.name not in targets | set(SINGLES) | listed:
            raise unknown(one.name)
    for attribute in tree.find_all(nodes.Getattr):
        if not isinstance(attribute.node, nodes.Name) or attribute.node.name not in targets:
            raise TemplateError(_ONLY_NAMES)
        if attribute.attr not in COLUMNS:
            raise unknown(attribute.attr)


def fill_word(content: bytes, values: Values) -> bytes:
    """Return the filled document; TemplateError in one sentence where it cannot be filled."""
    from docxtpl import DocxTemplate

    environment = _Strict()
    try:
        template = DocxTemplate(BytesIO(content))
        template.render(_context(values), jinja_env=environment, autoescape=True)
        out = BytesIO()
        template.save(out)
    except TemplateError:
        raise
    except TemplateSyntaxError as error:
        raise TemplateError(_SYNTAX.format(str(error.message)[:80])) from error
    except Exception as error:
        # python-docx and lxml raise whatever a broken file makes them raise
        logging.getLogger(__name__).info("template not read: %s", type(error).__name__)
        raise TemplateError(BROKEN) from error
    if not environment.used:
        raise TemplateError(NOTHING)
    return out.getvalue()


def _context(values: Values) -> dict[str, Any]:
    return {**values.singles, **{name: [dict(one) for one in found] for name, found in values.lists.items()}}
