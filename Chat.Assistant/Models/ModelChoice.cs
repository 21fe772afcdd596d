using System.Net.Http.Json;
using System.Text.Json;
using Chat.Assistant.BuiltIn;
using Chat.Core.Server;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Models;

/// <summary>The configured models; without any, a local Ollama while it answers, and else the built-in assistant.</summary>
internal sealed class ModelChoice : BackgroundService, IModelChoice, IFeatureReport
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly AssistantOptions _options;
    private readonly TimeProvider _clock;
    private readonly IHttpClientFactory _http;
    private readonly ModelSlot _builtIn;
    private readonly IReadOnlyList<ModelSlot> _configured;
    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ModelSlot? _ollama;

    public ModelChoice(IOptions<AssistantOptions> options, BuiltInAssistant builtIn, IHttpClientFactory http, TimeProvider clock)
    {
        (_options, _http, _clock) = (options.Value, http, clock);
        _builtIn = new("built-in", builtIn, new(clock));
        _configured = IsConfigured ? [.. Endpoints().Select(Slot)] : [];
    }

    public FeatureName Name => FeatureName.Assistant;

    public bool IsAvailable => true;

    public string Detail => (_configured, _ollama) switch
    {
        ([var first, ..], _) => _configured.Count is 1 ? $"{first.Name}." : $"{first.Name}, and {_configured.Count - 1} more when it is down.",
        (_, { } ollama) => $"{ollama.Name}, found on this machine.",
        _ => "Built in: it answers from the knowledge base. Connect a model with Chat:Assistant:Endpoint and Chat:Assistant:Model, or start Ollama on this machine.",
    };

    public async ValueTask<IReadOnlyList<ModelSlot>> ListAsync(CancellationToken cancellationToken)
    {
        if (_configured is not []) { return _configured; }
        if (LooksForOllama) { await _looked.Task.WaitAsync(cancellationToken); }
        return _ollama is { } ollama ? [ollama] : [_builtIn];
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!LooksForOllama) { return; }
        using var timer = new PeriodicTimer(LookEvery, _clock);
        do
        {
            await LookAsync(stoppingToken);
            _looked.TrySetResult();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool IsConfigured => _options.Provider is not AssistantOptions.BuiltIn && (_options.Provider is AssistantOptions.OpenAI || !string.IsNullOrEmpty(_options.Model));

    private bool LooksForOllama => _configured is [] && _options.Provider is AssistantOptions.Auto && _options.Ollama is not "";

    private IEnumerable<ProviderOptions> Endpoints() =>
        [new() { Endpoint = _options.Endpoint, ApiKey = _options.ApiKey, Model = _options.Model }, .. _options.Fallbacks];

    private ModelSlot Slot(ProviderOptions provider)
    {
        var model = string.IsNullOrEmpty(provider.Model) ? _options.Model! : provider.Model;
        var address = new Uri(string.IsNullOrEmpty(provider.Endpoint) ? "https://api.openai.com/v1" : provider.Endpoint);
        return new($"{model} at {address.Host}", new OpenAIChat(address, provider.ApiKey, model, _http.CreateClient(OpenAIChat.HttpName)), new(_clock));
    }

    /// <summary>Its first model is taken, which is the one used last.</summary>
    private async Task LookAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Patience, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
        try
        {
            var root = new Uri(_options.Ollama.TrimEnd('/') + "/");
            var tags = await _http.CreateClient(OpenAIChat.HttpName).GetFromJsonAsync<JsonElement>(new Uri(root, "api/tags"), end.Token);
            var model = tags.GetProperty("models").EnumerateArray().Select(one => one.GetProperty("name").GetString()).FirstOrDefault();
            if (model is null) { _ollama = null; }
            else if (_ollama?.Name != $"{model} of Ollama")
            {
                var client = new OpenAIChat(new(root, "v1"), apiKey: null, model, _http.CreateClient(OpenAIChat.HttpName));
                _ollama = new($"{model} of Ollama", client, new(_clock));
            }
        }
        catch (Exception away) when (!stoppingToken.IsCancellationRequested && away is not OutOfMemoryException) { _ollama = null; }
    }
}
