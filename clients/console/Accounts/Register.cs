using System.CommandLine;
using Chat.Terminal.Running;

namespace Chat.Terminal.Accounts;

internal static class Register
{
    private static readonly Argument<string> Username = new("username");
    private static readonly Option<string?> Name = new("--name") { Description = "The name that others see." };
    private static readonly Option<string?> Email = new("--email");
    private static readonly Option<string?> Language = new("--language") { Description = "A tag such as vi or en." };

    public static Command Create() => new Command("register", "Makes an account and signs in.")
        .With(Username, Name, Email, Language, Passwords.FromInput).Does(RunAsync);

    private static async Task RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var password = await Passwords.ReadAsync(shell, given.GetValue(Passwords.FromInput), isNew: true, cancellationToken);
        var session = await shell.Server.RegisterAsync(
            new()
            {
                Username = given.GetValue(Username)!, DisplayName = given.GetValue(Name), Email = given.GetValue(Email),
                Language = given.GetValue(Language), Password = password,
            }, cancellationToken);
        await shell.Session.TakeAsync(session, cancellationToken);
        WhoAmI.Say(shell, session.User);
    }
}
