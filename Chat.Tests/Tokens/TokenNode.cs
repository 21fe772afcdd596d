using Chat.Core.Accounts;
using Chat.Core.Data;
using Chat.Core.Results;
using Chat.Core.Tokens.Own;
using Chat.Core.Tokens;
using Chat.Tests.Fakes;
using Chat.Tests.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Tokens;

/// <summary>The token part of one node, wired as the server wires it; only the clock and the keys' table are stood in for.</summary>
internal sealed class TokenNode : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly string? _ownDirectory;

    public TokenNode(
        FakeClock? clock = null, MemoryKeyStore? store = null, string? directory = null, params (string Key, string Value)[] settings)
    {
        Clock = clock ?? new FakeClock();
        Store = store ?? new MemoryKeyStore();
        Directory = directory ?? (_ownDirectory = System.IO.Directory.CreateTempSubdirectory("chat-tokens-").FullName);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>("Chat:Tokens:" + s.Key, s.Value)))
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(new DataDirectory(Directory))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<ISigningKeyStore>(Store)
            .AddChatTokens()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FakeClock Clock { get; }

    public MemoryKeyStore Store { get; }

    public string Directory { get; }

    public string Secrets => Path.Combine(Directory, "secrets");

    public SigningKeyRing Ring => _services.GetRequiredService<SigningKeyRing>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Account Ada { get; } = new() { Username = "ada", UsernameKey = "ada", DisplayName = "Ada" };

    public static Guid AdasFamily { get; } = Guid.CreateVersion7();

    public Task<AccessToken> IssueAsync() =>
        _services.GetRequiredService<IAccessTokens>().IssueAsync(Ada, AdasFamily, Token);

    public Task<Result<TokenClaims>> CheckAsync(string token) =>
        _services.GetRequiredService<ITokenChecks>().CheckAsync(token, Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);

    /// <summary>"ok", or the refusal's code.</summary>
    public async Task<string> AnswerAsync(string token) => (await CheckAsync(token)).Match(_ => "ok", refusal => refusal.Code);

    /// <summary>The same, moving time on while the answer waits for it.</summary>
    public async Task<string> AnswerInTimeAsync(string token)
    {
        using var limit = Waiting.Limited(Token);
        var answer = AnswerAsync(token);
        while (!answer.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            if (Clock.Waiting > 0) { Clock.Advance(PublicHalves.Distance); }

            await Task.Yield();
        }

        return await answer;
    }

    public async Task<TokenClaims.External> VisitorAsync(string token) =>
        (await CheckAsync(token)).Match(
            claims => Assert.IsType<TokenClaims.External>(claims),
            refusal => throw new InvalidOperationException(refusal.Code));

    public void Dispose()
    {
        _services.Dispose();
        if (_ownDirectory is not null) { System.IO.Directory.Delete(_ownDirectory, recursive: true); }
    }
}
