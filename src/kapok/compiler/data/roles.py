"""The words that share out a duty, and the role that each gives."""

import re
from typing import NamedTuple

from kapok.compiler.model import Role


class RoleWord(NamedTuple):
    """A marker before a list (责任单位:), or a word behind one (…牵头)."""

    name: str
    example: str
    pattern: str
    role: Role


_WHO = r"(?:责任)?(?:单位|部门|处室|科室|股室|机构|主体)"
PERSONS = re.compile(r"(?:责任|分管|主管|牵头|包保|督办|主要)?(?:领导|责任人|联系人|负责人)")

# Before a list of offices, with a colon.
MARKERS = (
    RoleWord("marker-lead", "牵头单位：市科技局", rf"(?:第一)?牵头(?:{_WHO}|责任)?(?:\(部门\)|\(单位\))?", "lead"),
    RoleWord("marker-support", "配合单位：市财政局", rf"(?:配合|参与|参加|协办|协助|协同|协作|支持|协调配合){_WHO}?", "support"),
    RoleWord("marker-responsible", "责任单位：市财政局", rf"(?:主要|具体|共同|落实|直接|市级|县级|区级|省级|市|县|区)?(?:责任|主责|负责|主办|承办|实施|落实|完成|主管|主体责任|建设|指导|组织|任务|执行){_WHO}(?:及责任人|和责任人)?|主办|责任分工|分工|责任者", "responsible"),
)  # fmt: skip

# Behind a list of offices.
ROLE_WORDS = (
    RoleWord("word-lead", "市科技局牵头", r"(?:负责|分别|共同|联合)?牵头(?:负责|落实|组织实施|组织|实施|推进|抓总|督导|协调|统筹|抓|会同|指导|单位)*", "lead"),
    RoleWord("word-support", "市财政局按职责分工配合", r"(?:(?:等)?(?:按照?|根据|依据)?(?:各自)?(?:工作)?职责(?:分工)?|分工|积极|协同|共同|予以|分别|协助)*(?:配合|参与|参加|协办|协助|支持)(?:落实|实施|单位|做好|推进)?", "support"),
    RoleWord("word-responsible", "市财政局、教育局按职责分工负责", r"(?:(?:等)?(?:按照?|根据|依据)?(?:各自)?(?:工作|部门)?职责(?:分工)?|分工|共同|分别|具体|组织|各自|牵头)*(?:(?<![主])负责(?:落实|实施|组织实施|推进|制)?|(?<=分工)(?:落实|实施|推进)|(?<=职责)(?:落实|实施|推进|做好)|(?:结合实际|按要求|参照|遵照)(?:落实|执行|实施|推进)|组织实施|主办|承办|指导(?:落实|推进)?|督导)|按照?(?:各自)?(?:工作)?职责(?:分工)?", "responsible"),
)  # fmt: skip

MARKER = re.compile("|".join(f"(?P<m{i}>{row.pattern})" for i, row in enumerate(MARKERS)))
_FIRST = r"(?=[负分共联牵等按根依各工职积协予配参支具组结要遵主承指督落实推做])"  # what any of them begins with
ROLE_WORD = re.compile(f"{_FIRST}(?:" + "|".join(f"(?P<w{i}>{row.pattern})" for i, row in enumerate(ROLE_WORDS)) + ")")
FIRST_LEADS = re.compile(
    r"(?:列|排|位|排名|排列)(?:名|列)?(?:在|于)?(?:第一位?|首位|首)的?(?:单位|部门)?(?:均|即)?(?:的|者)?(?:为|是|系)(?:该项工作的?|工作|主要|总)?(?:牵头|第一责任)|第一个?(?:单位|部门)(?:为|是)牵头|首个(?:单位|部门)(?:为|是)牵头|排(?:名)?(?:第一|首位)(?:的|者)(?:为)?牵头"
)
CARRIES = r"(?:负责|牵头|会同|承担|主要负责|统筹|具体负责|配合|协助|组织|做好|指导|落实)"
