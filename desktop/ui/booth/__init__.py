"""The voter's screen: full screen, alone, driven only by a frozen `meeting.ballot.BallotPaper`.

booth = Booth(paper)             # one for the whole ballot; its own window, modal to the program
booth.invite("Nguyễn Văn An")    # show it full screen with the voter's name, to be confirmed
booth.reviewed(list[int])        # signal: the marks on the review page; an empty list when it is left
booth.cast_requested(list[int])  # signal, once a voter: a choice 0..4 for every contest in order
booth.show_done()                # the caller stored them: neutral page, chime, `finished` after two seconds
booth.show_failed(sentence)      # they were not stored: the marks are still here, the voter may try again
booth.assistance_requested       # signal: somebody pressed “Gọi tổ kiểm phiếu”
booth.clear()                    # an abandoned screen is wiped (two tellers agreed), back to neutral
booth.idle                       # two minutes without a key: marks wiped, a page that calls the tellers
booth.leave()                    # hide it and go back to the program; the only way out

Nothing of a voter is kept: marks, text size, contrast, mode and place are reset after each one. Nothing is
logged. A screen reader is told what is where and never what was chosen, unless the voter lets it.
"""

from desktop.ui.booth.booth import Booth

__all__ = ["Booth"]
