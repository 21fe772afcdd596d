using Chat.Contracts.Accounts;
using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>With an embedding endpoint, passages are found by what they mean as well.</summary>
public sealed class KnowingMeanings(KnowingMeanings.MeaningApp app) : IClassFixture<KnowingMeanings.MeaningApp>, IAsyncLifetime
{
    private Session _admin = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _admin = await app.AdminAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_passage_without_any_word_of_the_question_is_found_by_its_meaning_until_the_endpoint_is_away()
    {
        app.Provider.Embed = text => [text.Contains("feline", StringComparison.OrdinalIgnoreCase) || text.Contains("cat", StringComparison.OrdinalIgnoreCase) ? 3 : 0, 1, 0.5f];
        app.Provider.Script = call => call.SayAsync("They sleep.");
        await KnowingDocuments.LibraryApp.KeepAsync(app, _admin, "POST", "/api/knowledge?name=animals.txt", "Felines slumber sixteen hours.", "text/plain", Token);
        await KnowingDocuments.LibraryApp.KeepAsync(app, _admin, "POST", "/api/knowledge?name=plants.txt", "Bamboo grows quickly.", "text/plain", Token);
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);

        var found = (await AskAsync(device, "Do cats rest long?")).Citations!;
        Assert.Equal("Felines slumber sixteen hours.", found[0].Text);
        Assert.Equal("Bamboo grows quickly.", (await AskAsync(device, "How quickly does bamboo grow?")).Citations![0].Text);

        app.Provider.Embed = null;
        Assert.Null((await AskAsync(device, "Do cats rest long?")).Citations);
        Assert.Equal("Bamboo grows quickly.", (await AskAsync(device, "How quickly does bamboo grow?")).Citations![0].Text);
    }

    private static async Task<Message> AskAsync(TestConnection device, string question)
    {
        await device.AskAsync(await device.TalkAsync(), question);
        return await device.EndedAsync(Token);
    }

    public sealed class MeaningApp : AssistantApp
    {
        private Session? _admin;

        /// <summary>The first account.</summary>
        public async Task<Session> AdminAsync(CancellationToken cancellationToken) => _admin ??= await RegisterAsync("admin", cancellationToken);

        protected override IReadOnlyList<string> More => ["--Chat:Assistant:Embeddings:Model=embedder"];
    }
}
