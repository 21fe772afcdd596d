using System.CommandLine;
using Chat.Contracts.Accounts;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Accounts;

internal static class WhoAmI
{
    public static Command Create() => new Command("whoami", "Says who is signed in, as the server sees it.").Does(RunAsync);

    public static void Say(Shell shell, User user)
    {
        if (shell.Screen.IsJson) { shell.Screen.Json(user); }
        else { shell.Screen.Line($"{Styled.Bold(user.Username)} ({user.DisplayName}), {user.Role.ToString().ToLowerInvariant()} on {shell.Address}, {user.Id}"); }
    }

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken) =>
        Say(shell, await shell.AskAsync(hub => hub.GetMe(), cancellationToken));
}
