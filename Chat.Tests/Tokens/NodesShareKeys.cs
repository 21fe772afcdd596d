using Chat.Core.Tokens.Jose;
using Chat.Core.Tokens.Own;

namespace Chat.Tests.Tokens;

/// <summary>Several nodes on one database, each in a directory of its own or all in one.</summary>
public sealed class NodesShareKeys
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_node_takes_the_tokens_of_the_other_at_once()
    {
        using var first = new TokenNode();
        using var second = new TokenNode(first.Clock, first.Store);
        await first.Ring.StartAsync(Token);
        await second.Ring.StartAsync(Token);

        Assert.Equal("ok", await first.AnswerInTimeAsync((await second.IssueAsync()).Value));
        Assert.Equal("ok", await second.AnswerInTimeAsync((await first.IssueAsync()).Value));
    }

    [Fact]
    public async Task A_restarted_node_goes_on_with_its_key()
    {
        using var before = new TokenNode();
        var token = (await before.IssueAsync()).Value;
        using var after = new TokenNode(before.Clock, before.Store, before.Directory);

        Assert.Equal(KeyId(token), KeyId((await after.IssueAsync()).Value));
        Assert.Single(before.Store.Rows);
    }

    [Fact]
    public async Task Nodes_in_one_directory_start_together_and_end_with_one_key()
    {
        using var first = new TokenNode();
        TokenNode[] nodes = [.. Enumerable.Range(0, 6).Select(_ => new TokenNode(first.Clock, first.Store, first.Directory))];
        await Task.WhenAll(nodes.Select(n => Task.Run(() => n.Ring.StartAsync(Token))));
        foreach (var node in nodes)
        {
            Assert.Equal("ok", await first.AnswerInTimeAsync((await node.IssueAsync()).Value));
            node.Dispose();
        }

        first.Clock.Advance(TimeSpan.FromDays(30));
        using var later = new TokenNode(first.Clock, first.Store, first.Directory);
        var renewed = KeyId((await first.IssueAsync()).Value);
        Assert.Equal(renewed, KeyId((await later.IssueAsync()).Value));
        Assert.Single(Directory.GetFiles(first.Secrets));
    }

    [Fact]
    public async Task A_public_half_taken_out_of_the_table_is_not_trusted_for_long()
    {
        using var node = new TokenNode();
        using var other = new TokenNode(node.Clock, node.Store);
        var token = (await other.IssueAsync()).Value;
        Assert.Equal("ok", await node.AnswerAsync(token));

        node.Store.Remove(KeyId(token));
        node.Clock.Advance(PublicHalves.MaxAge);
        Assert.Equal("unauthenticated", await node.AnswerAsync(token));
    }

    [Fact]
    public async Task While_the_database_is_away_known_keys_go_on()
    {
        using var node = new TokenNode();
        await node.IssueAsync();
        node.Clock.Advance(TimeSpan.FromMinutes(1));
        var token = (await node.IssueAsync()).Value;
        Assert.Equal("ok", await node.AnswerAsync(token));

        node.Store.IsAway = true;
        node.Clock.Advance(PublicHalves.MaxAge);
        var before = node.Store.Readings;
        for (var i = 0; i < 20; i++) { Assert.Equal("ok", await node.AnswerAsync(token)); }

        Assert.Equal(before + 1, node.Store.Readings);
    }

    [Fact]
    public async Task A_row_that_gives_a_key_another_name_is_not_believed()
    {
        using var node = new TokenNode();
        using var stranger = new TokenNode(node.Clock);
        await stranger.IssueAsync();
        var real = Assert.Single(stranger.Store.Rows);
        using var other = new TokenNode(node.Clock);
        await other.IssueAsync();
        await node.Store.AddAsync(
            new() { Id = real.Id, PublicKey = Assert.Single(other.Store.Rows).PublicKey, CreatedAt = real.CreatedAt, ExpiresAt = real.ExpiresAt },
            Token);
        await node.Ring.StartAsync(Token);

        var known = JwkSet.Read(await node.Ring.PublicJwksAsync(Token))!;
        Assert.Equal(1, known.Count);
        Assert.Null(known.Find("ES256", real.Id));
    }

    private static string KeyId(string token) => Jws.Read(token)!.Header.KeyId!;
}
