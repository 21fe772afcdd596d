using Chat.Contracts.Messages;
using Chat.Tests.Running;

namespace Chat.Tests.Assistant;

/// <summary>On a machine without any model.</summary>
public sealed class TheBuiltInAssistant(TheBuiltInAssistant.ModelessApp app) : IClassFixture<TheBuiltInAssistant.ModelessApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Hello!", "Hello!", "Chat:Assistant:Endpoint")]
    [InlineData("xin chao", "Xin chào!", "Chat:Assistant:Endpoint")]
    [InlineData("Cảm ơn bạn nhiều", "Không có gì!", "")]
    [InlineData("thank you", "You are welcome!", "")]
    [InlineData("tạm biệt", "Tạm biệt bạn", "")]
    [InlineData("Bye bye.", "Goodbye", "")]
    [InlineData("How far is the moon?", "No language model is connected", "Ollama")]
    [InlineData("Mặt trăng cách bao xa?", "chưa có mô hình ngôn ngữ", "Ollama")]
    public async Task It_is_polite_and_says_how_to_connect_a_model(string said, string answers, string names)
    {
        await using var device = await app.ConnectAsync(await app.RegisterAsync("ada", Token), Token);
        await device.AskAsync(await device.TalkAsync(), said);

        var ended = await device.EndedAsync(Token);

        Assert.Equal(MessageStatus.Complete, ended.Status);
        Assert.Contains(answers, ended.Content, StringComparison.Ordinal);
        Assert.Contains(names, ended.Content, StringComparison.Ordinal);
        var feature = (await device.Hub.GetServerInfo()).Features.Assistant;
        Assert.True(feature.Available);
        Assert.StartsWith("Built in", feature.Detail, StringComparison.Ordinal);
    }

    public sealed class ModelessApp : ChatApp
    {
        protected override IReadOnlyList<string> Settings => ["--Chat:Assistant:Ollama="];
    }
}
