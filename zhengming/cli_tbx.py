"""zhengming tbx …"""
import typer
app = typer.Typer(help="Exchange termbases with CAT tools.", no_args_is_help=True)
