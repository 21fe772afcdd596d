using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;
using Chat.Tests.Assistant;

namespace Chat.Tests.Browser;

/// <summary>The app beside a model that says what a scenario tells it to, piece by piece. Its first account, <c>keeper</c>, is the admin's.</summary>
public sealed class TalkingApp : AssistantApp, IAsyncLifetime
{
    private readonly Channel<string> _orders = Channel.CreateUnbounded<string>();

    protected override IReadOnlyList<string> More => ["--Chat:Limits:Enabled=false", "--Chat:Assistant:TokensPerDay=1000000", "--Chat:Assistant:FirstTokenSeconds=600", "--Chat:Assistant:BetweenTokensSeconds=600", "--Chat:Assistant:ReplySeconds=1800"];

    public new async ValueTask InitializeAsync()
    {
        await StartAsync();
        Provider.Script = SpeakAsync;
        using var http = Http();
        using var made = await http.PostAsJsonAsync("/api/auth/register", new RegisterUserRequest { Username = "keeper", DisplayName = "Keeper", Password = Password }, ChatJson.Wire);
        made.EnsureSuccessStatusCode();
    }

    /// <summary>What the model does with the call that is there, or with the next one.</summary>
    public Task OrderAsync(string order) => _orders.Writer.WriteAsync(order).AsTask();

    private async Task SpeakAsync(ProviderCall call)
    {
        while (true)
        {
            var order = await _orders.Reader.ReadAsync(call.Aborted);
            var (verb, what) = (order[..order.IndexOf(' ', StringComparison.Ordinal)], order[(order.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            switch (verb)
            {
                case "say": await call.PieceAsync(JsonSerializer.Deserialize<string>(what)!); break;
                case "end": await call.EndAsync(int.Parse(what, CultureInfo.InvariantCulture)); return;
                case "refuse": await call.RefuseAsync(int.Parse(what, CultureInfo.InvariantCulture)); return;
                default: throw new InvalidOperationException($"No model does {verb}.");
            }
        }
    }
}
