using System.CommandLine;
using System.Globalization;
using Chat.Terminal.Accounts;
using Chat.Terminal.Output;
using Chat.Terminal.Running;

namespace Chat.Terminal.Smoke;

/// <summary>Does once what users do, after a deployment: a table of what works, and an exit code.</summary>
internal static class SmokeTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Option<string?> User = new("--user") { Description = "An account to check with; without one, two are made and deleted again." };

    public static Command Create() => new Command("smoke", "Checks a deployment from outside: one row for each thing that should work; exit code 1 when one does not.")
        .With(User, Passwords.FromInput).Does(RunAsync);

    private static async Task<int> RunAsync(Shell shell, ParseResult given, CancellationToken cancellationToken)
    {
        var user = given.GetValue(User);
        var password = user is null ? null : await Passwords.ReadAsync(shell, given.GetValue(Passwords.FromInput), isNew: false, cancellationToken);
        await using var trial = new SmokeTrial(shell.Address, user, password, Shell.Clock);
        var results = new List<CheckResult>();
        foreach (var check in SmokeChecks.All)
        {
            var result = await RunAsync(shell, check, trial, results, cancellationToken);
            results.Add(result);
            if (shell.Screen.IsJson) { shell.Screen.OwnJson(result); }
        }

        if (!shell.Screen.IsJson) { shell.Screen.Table(["check", "result", "ms", ""], results.Select(RowOf)); }
        return results.TrueForAll(result => result.Outcome is CheckOutcome.Ok) ? ExitCode.Ok : ExitCode.Refused;
    }

    private static async Task<CheckResult> RunAsync(
        Shell shell, SmokeCheck check, SmokeTrial trial, List<CheckResult> before, CancellationToken cancellationToken)
    {
        var missing = check.Needs.FirstOrDefault(need => before.Find(one => one.Check == need) is not { Outcome: CheckOutcome.Ok });
        if (missing is not null) { return new(check.Name, CheckOutcome.Skipped, 0, $"needs {missing}"); }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var since = Shell.Clock.GetTimestamp();
        double Elapsed() => Math.Round(Shell.Clock.GetElapsedTime(since).TotalMilliseconds, 1);
        try
        {
            var detail = await check.RunAsync(trial, limit.Token).WaitAsync(limit.Token);
            return new(check.Name, CheckOutcome.Ok, Elapsed(), detail);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var why = failure is OperationCanceledException ? $"no answer within {Patience.TotalSeconds} s" : Failure.Of(failure, shell.Address).Sentence;
            return new(check.Name, CheckOutcome.Failed, Elapsed(), why);
        }
    }

    private static object?[] RowOf(CheckResult result) =>
    [
        result.Check,
        result.Outcome switch { CheckOutcome.Ok => Styled.Good("ok"), CheckOutcome.Failed => Styled.Bad("FAILED"), _ => Styled.Dim("skipped") },
        result.Milliseconds.ToString("0.0", CultureInfo.InvariantCulture),
        result.Detail,
    ];
}
