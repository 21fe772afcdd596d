using System.CommandLine;
using Chat.Client.Hub;
using Chat.Terminal.Running;

namespace Chat.Terminal.Accounts;

internal static class Login
{
    private static readonly Argument<string> Username = new("username");

    public static Command Create() => new Command("login", "Signs in, and keeps the session for the commands that follow.")
        .With(Username, Passwords.FromInput).Does(RunAsync);

    private static async Task<int> RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var password = await Passwords.ReadAsync(shell, given.GetValue(Passwords.FromInput), isNew: false, cancellationToken);
        try
        {
            var session = await shell.Server.LogInAsync(new() { Username = given.GetValue(Username)!, Password = password }, cancellationToken);
            await shell.Session.TakeAsync(session, cancellationToken);
            WhoAmI.Say(shell, session.User);
            return ExitCode.Ok;
        }
        catch (ChatRefusedException refusal)
        {
            // A wrong password is a refusal, and not that one has to sign in first.
            shell.Screen.Fail(new(ExitCode.Refused, refusal.Code, refusal.Message));
            return ExitCode.Refused;
        }
    }
}
