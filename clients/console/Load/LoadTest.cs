using System.CommandLine;
using System.Globalization;
using Chat.Contracts.Accounts;
using Chat.Terminal.Accounts;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Load;

/// <summary>For operators: how much a server of theirs takes. It stops by itself, and never guesses whom it should load.</summary>
internal static class LoadTest
{
    private static readonly Argument<string> Target = new("target") { Description = "The server's address, written out: --server and CHAT_SERVER do not count here." };
    private static readonly Option<int> Connections = new("--connections") { DefaultValueFactory = _ => 10, Description = $"At most {LoadPlan.MaxConnections}." };
    private static readonly Option<double> Rate = new("--rate") { DefaultValueFactory = _ => 50, Description = "Messages a second, of all connections together." };
    private static readonly Option<int> Seconds = new("--seconds") { DefaultValueFactory = _ => 10, Description = $"At most {LoadPlan.MaxSeconds}." };
    private static readonly Option<int?> Users = new("--users") { Description = "Accounts to make for it, and to delete afterwards; 4 unless there are fewer connections." };
    private static readonly Option<string?> User = new("--user") { Description = "One account of yours instead." };
    private static readonly Option<bool> Remote = new("--remote") { Description = "The target is another machine, and yours to load." };

    public static Command Create() => new Command("load", "Sends messages at a steady rate and says how fast they are acknowledged.")
        .With(Target, Connections, Rate, Seconds, Users, User, Passwords.FromInput, Remote).Does(RunAsync);

    private static async Task<int> RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var plan = LoadPlan.Of(
            given.GetValue(Target)!, given.GetValue(Connections), given.GetValue(Rate), given.GetValue(Seconds), given.GetValue(Users), given.GetValue(Remote));
        var report = await MeasureAsync(shell, plan, given, cancellationToken);
        if (shell.Screen.IsJson) { shell.Screen.OwnJson(report); } else { Say(shell.Screen, report); }

        return report is { Errors.Count: 0, Acknowledged: > 0 } ? ExitCode.Ok : ExitCode.Refused;
    }

    private static async Task<LoadReport> MeasureAsync(Shell shell, LoadPlan plan, ParseResult given, CancellationToken cancellationToken)
    {
        // The failures of a command name its server, and here that is the target.
        using var target = new Shell(plan.Target, shell.Screen, shell.Input, shell.Interruption);
        try
        {
            await using var run = new LoadRun(plan, await AccountAsync(target, given, cancellationToken), Shell.Clock);
            return await run.RunAsync(cancellationToken);
        }
        catch (Exception failure) when (Failure.IsOfConnection(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{plan.Target}: {failure.GetBaseException().Message}", failure);
        }
    }

    private static async Task<Session?> AccountAsync(Shell target, ParseResult given, CancellationToken cancellationToken)
    {
        if (given.GetValue(User) is not { } user) { return null; }
        var password = await Passwords.ReadAsync(target, given.GetValue(Passwords.FromInput), isNew: false, cancellationToken);
        return await target.Server.LogInAsync(new() { Username = user, Password = password }, cancellationToken);
    }

    private static void Say(Screen screen, LoadReport report)
    {
        object?[] Row(string what, double value, string unit) => [what, value.ToString("0.##", CultureInfo.InvariantCulture), unit];
        screen.Table(
            ["", "", ""],
            [
                Row("connections", report.Connections, ""), Row("time", report.Seconds, "s"), Row("acknowledged", report.Acknowledged, "messages"),
                Row("rate", report.AcknowledgedPerSecond, "messages/s"), Row("p50", report.P50Milliseconds, "ms"), Row("p99", report.P99Milliseconds, "ms"),
                Row("max", report.MaxMilliseconds, "ms"), Row("unsent", report.Unsent, "messages"),
                .. report.Errors.Select(error => Row($"refused: {error.Key}", error.Value, "times")),
            ]);
    }
}
