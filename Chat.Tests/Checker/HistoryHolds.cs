using Xunit.Sdk;

namespace Chat.Tests.Checker;

/// <summary>
/// An acknowledged change is never lost, never doubled and never reordered, for every member, on every device, through any
/// single failure.
/// </summary>
public sealed class HistoryHolds(CheckerApp app, ITestOutputHelper output) : IClassFixture<CheckerApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_lines_are_cut_the_server_is_killed_and_the_database_goes_away()
    {
        await using var stage = new ProcessStage();
        await stage.StartAsync();
        await JudgeAsync(CheckerPlan.FromEnvironment(), stage);
    }

    [Fact]
    public async Task While_nothing_goes_wrong() =>
        await JudgeAsync(new() { Seed = 7, Duration = TimeSpan.Zero, Operations = 40 }, new AppStage(app));

    private async Task JudgeAsync(CheckerPlan plan, IStage stage)
    {
        var run = new CheckerRun(plan, stage);
        try
        {
            var violations = await run.JudgeAsync(Token);
            Assert.True(violations.Count is 0, string.Join("\n", violations.Take(20).Select(one => $"{one.Promise}: {one.Sentence}")));
        }
        catch (Exception failure)
        {
            throw new XunitException($"With CHAT_CHECKER_SEED={plan.Seed}, {run.Ledger.Operations} operations: {failure.Message}\nThe server's last words: {stage.Said[^Math.Min(stage.Said.Length, 4_000)..]}", failure);
        }
        finally
        {
            output.WriteLine($"Seed {plan.Seed}: {run.Ledger.Operations} operations, {run.Ledger.Told.Events} events told; {run.Times}.");
            foreach (var (what, count) in run.Ledger.Counts.OrderByDescending(one => one.Value)) { output.WriteLine($"{count,8}  {what}"); }
        }
    }
}
