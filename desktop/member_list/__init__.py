"""Lists of members from other programs: read, understood, compared with the book, taken over, written again.

reading       any file → sheets of raw cells; a file that cannot be read is one sentence
encodings     Unicode, TCVN3 (ABC), VNI, Windows-1258: found out, shown, changed by the user
header        the row with the titles, also on two levels
mapping       which column fills which field
rows          what each row says, and what is wrong with which cell (usual: column by column)
differences   who is already in the book, and what the file says otherwise
taking        what the user decided, done one person at a time
export        the roll as a list; the file given back with its errors
"""
