using Npgsql;

namespace Chat.Tests.Checker;

/// <summary>The checker is worth something only if it sees what is broken: one lie for each promise.</summary>
public sealed class PlantedFaultsAreCaught(CheckerApp app) : IClassFixture<CheckerApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Faults => new()
    {
        { nameof(LosesASend), (int)Promise.NothingAcknowledgedIsLost },
        { nameof(LosesAChange), (int)Promise.NothingAcknowledgedIsLost },
        { nameof(ForgetsReadMarks), (int)Promise.NothingAcknowledgedIsLost },
        { nameof(DoublesASend), (int)Promise.NothingIsTwice },
        { nameof(AnswersRepeatsAnew), (int)Promise.RepeatsGetTheFirstAnswer },
        { nameof(DropsAnEvent), (int)Promise.DevicesKnowWhatIsSo },
        { nameof(SyncsTooLittle), (int)Promise.DevicesKnowWhatIsSo },
        { nameof(ReordersMessages), (int)Promise.OneOrder },
        { nameof(TellsTooEarly), (int)Promise.NothingIsToldBeforeItIsSo },
    };

    public static TheoryData<string, int> Tamperings => new()
    {
        { "UPDATE messages SET seq = seq + 1 WHERE conversation_id = @everybody AND seq = (SELECT last_seq FROM conversations WHERE id = @everybody)", (int)Promise.NoGaps },
        { "UPDATE messages SET revision = 2 WHERE conversation_id = @everybody", (int)Promise.NoGaps },
        { "UPDATE conversations SET last_seq = last_seq + 1 WHERE id = @everybody", (int)Promise.NoGaps },
        { "DELETE FROM messages WHERE conversation_id = @everybody AND seq = 1", (int)Promise.NothingAcknowledgedIsLost },
        { "UPDATE messages SET client_message_id = NULL WHERE conversation_id = @everybody AND seq = 1", (int)Promise.NothingIsTwice },
        { "UPDATE conversation_members SET last_read_seq = 0 WHERE conversation_id = @everybody", (int)Promise.NothingAcknowledgedIsLost },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_lie_on_the_line_is_caught(string fault, int promise)
    {
        var planted = (PlantedFault)Activator.CreateInstance(Type.GetType($"{typeof(PlantedFault).Namespace}.{fault}")!)!;

        await CaughtAsync((Promise)promise, Plan with { Disguise = server => new LyingServer(server, planted) });
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task A_database_that_was_tampered_with_is_caught(string sql, int promise) =>
        await CaughtAsync((Promise)promise, Plan, async (database, cast) =>
        {
            await using var source = NpgsqlDataSource.Create(database);
            await using var command = source.CreateCommand(sql);
            command.Parameters.AddWithValue("everybody", cast.Everybody);
            Assert.True(await command.ExecuteNonQueryAsync(Token) > 0);
        });

    private static CheckerPlan Plan => new() { Seed = 11, Duration = TimeSpan.Zero, Operations = 30, Users = 2 };

    private async Task CaughtAsync(Promise promise, CheckerPlan plan, Func<string, Cast, Task>? tamper = null)
    {
        var violations = await new CheckerRun(plan, new AppStage(app)).JudgeAsync(Token, tamper);

        Assert.Contains(promise, violations.Select(one => one.Promise));
    }
}
