"""``kapok demo``: the sample city in the browser."""

import click

from kapok.site import demo
from kapok.site.cli.helptext import Command
from kapok.site.cli.refusal import Refusal
from kapok.site.environment import SettingError, day


@click.command("demo", cls=Command)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    metavar="PORT",
    help="端口，不写时是 8000；被占用时用下一个空着的。",
)
@click.option("--as-of", metavar="DAY", help="把“今天”定为某一天，例如 2020-09-30；不写时是计划期中间的一天。")
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只显示网址。")
def command(port: int, as_of: str | None, *, no_browser: bool) -> None:
    """在本机启动示例站点：建好 SQLite 数据库，载入示例城市的计划和演示账户，打开浏览器。

    数据放在 ./var，可用 KAPOK_DATA 改到别处。按 Ctrl-C 停止。
    """
    try:
        day(as_of or "")
    except ValueError as error:
        raise Refusal(f"--as-of {as_of} 不能用：{error}。") from error
    try:
        demo.run(port=port, open_browser=not no_browser, say=click.echo, as_of=as_of or "")
    except (demo.DemoError, SettingError) as error:
        raise Refusal(str(error)) from error
