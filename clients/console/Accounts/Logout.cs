using System.CommandLine;
using Chat.Client.Hub;
using Chat.Terminal.Running;

namespace Chat.Terminal.Accounts;

internal static class Logout
{
    public static Command Create() => new Command("logout", "Ends the session, and forgets it here.").Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var me = await shell.MeAsync(cancellationToken);
        try { await shell.Session.LogOutAsync(cancellationToken); }
        catch (ChatRefusedException)
        {
            // The server knows of no such session any more: it is as ended as can be.
        }
        catch (Exception failure) when (Failure.IsOfConnection(failure) && !cancellationToken.IsCancellationRequested)
        {
            shell.Screen.Note($"The session is forgotten here, but {shell.Address} could not be told: it ends there by itself.");
        }

        if (!shell.Screen.IsJson) { shell.Screen.Line($"{me.Username} is signed out of {shell.Address}."); }
    }
}
