using System.Threading.Channels;

namespace Chat.Tests.Assistant;

/// <summary>A model that says what it is told to say, when it is told.</summary>
internal sealed class Prompter
{
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();

    public void Next(string text) => Assert.True(_said.Writer.TryWrite(text));

    public void End() => _said.Writer.Complete();

    public async Task RunAsync(ProviderCall call)
    {
        await foreach (var text in _said.Reader.ReadAllAsync(call.Aborted)) { await call.PieceAsync(text); }

        await call.EndAsync();
    }
}
