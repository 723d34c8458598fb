"""zhengming glossary …"""
import typer
app = typer.Typer(help="Look into, check and extend the termbase.", no_args_is_help=True)
