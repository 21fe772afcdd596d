using Chat.Tests.Running;

namespace Chat.Tests.Data;

public sealed class Templates
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_database_is_migrated_and_empty()
    {
        await using var database = await TestDatabase.CreateAsync(Token);
        await using var ask = database.Source.CreateCommand("SELECT count(*) FROM accounts");
        Assert.Equal(0L, await ask.ExecuteScalarAsync(Token));
    }
}
