using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Chat.Assistant;

public sealed class AssistantOptions
{
    public const string Section = "Chat:Assistant";

    public const string Auto = "auto";
    public const string BuiltIn = "builtIn";
    public const string OpenAI = "openAI";

    [AllowedValues(Auto, BuiltIn, OpenAI, ErrorMessage = "Chat:Assistant:Provider is auto, builtIn or openAI.")]
    public string Provider { get; set; } = Auto;

    /// <summary>Of an OpenAI-compatible API, with its version: <c>https://api.openai.com/v1</c>.</summary>
    public string? Endpoint { get; set; }

    public string? ApiKey { get; set; }

    public string? Model { get; set; }

    /// <summary>Asked in this order when the one before is down or slow.</summary>
    public IList<ProviderOptions> Fallbacks { get; } = [];

    /// <summary>Where <c>auto</c> looks for a local Ollama; empty: nowhere.</summary>
    public string Ollama { get; set; } = "http://127.0.0.1:11434";

    [Required(ErrorMessage = "Chat:Assistant:Name is what the assistant is called.")]
    [StringLength(80, MinimumLength = 1, ErrorMessage = "Chat:Assistant:Name has 1 to 80 characters.")]
    public string Name { get; set; } = "Assistant";

    /// <summary>What the model is told first, in every conversation.</summary>
    public string Prompt { get; set; } = "You are a helpful assistant in a chat. Answer briefly and honestly; say so when you do not know.";

    [Range(0.01, 600, ErrorMessage = "Chat:Assistant:FirstTokenSeconds is between 0.01 and 600.")]
    public double FirstTokenSeconds { get; set; } = 30;

    [Range(0.01, 600, ErrorMessage = "Chat:Assistant:BetweenTokensSeconds is between 0.01 and 600.")]
    public double BetweenTokensSeconds { get; set; } = 20;

    [Range(0.01, 3600, ErrorMessage = "Chat:Assistant:ReplySeconds is between 0.01 and 3600.")]
    public double ReplySeconds { get; set; } = 300;

    [Range(1, 200_000, ErrorMessage = "Chat:Assistant:MaxReplyCharacters is between 1 and 200000.")]
    public int MaxReplyCharacters { get; set; } = 32_000;

    /// <summary>Tokens of the prompt, the summary and the history together, as far as they can be estimated.</summary>
    [Range(500, 2_000_000, ErrorMessage = "Chat:Assistant:ContextTokens is between 500 and 2000000.")]
    public int ContextTokens { get; set; } = 6_000;

    /// <summary>Replies written at once by this node.</summary>
    [Range(1, 10_000, ErrorMessage = "Chat:Assistant:MaxRunning is between 1 and 10000.")]
    public int MaxRunning { get; set; } = 16;

    [Range(1, 10_000, ErrorMessage = "Chat:Assistant:MaxRunningPerUser is between 1 and 10000.")]
    public int MaxRunningPerUser { get; set; } = 3;

    [Range(1, 10_000, ErrorMessage = "Chat:Assistant:MaxWaitingPerUser is between 1 and 10000.")]
    public int MaxWaitingPerUser { get; set; } = 5;

    /// <summary>Of one user, in and out, by the days of UTC; 0: as many as they like.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "Chat:Assistant:TokensPerDay is 0 (no limit) or more.")]
    public long TokensPerDay { get; set; }

    /// <summary>Whether the model may search, summarise and set reminders for the person who asks.</summary>
    public bool Tools { get; set; } = true;

    public ProviderOptions Embeddings { get; } = new();
}

/// <summary>One OpenAI-compatible endpoint.</summary>
public sealed class ProviderOptions
{
    public string? Endpoint { get; set; }

    public string? ApiKey { get; set; }

    public string? Model { get; set; }
}

[OptionsValidator]
internal sealed partial class AssistantOptionsValidator : IValidateOptions<AssistantOptions>;

/// <summary>What attributes cannot say: which settings need each other.</summary>
internal sealed class AssistantOptionsCheck : IValidateOptions<AssistantOptions>
{
    public ValidateOptionsResult Validate(string? name, AssistantOptions options)
    {
        if (options.Provider is AssistantOptions.OpenAI && options.Model is null or "")
        {
            return ValidateOptionsResult.Fail("Chat:Assistant:Provider is openAI: set Chat:Assistant:Model, and Chat:Assistant:Endpoint unless it is OpenAI's own.");
        }

        string?[] addresses = [options.Endpoint, options.Ollama, options.Embeddings.Endpoint, .. options.Fallbacks.Select(one => one.Endpoint)];
        var wrong = addresses.FirstOrDefault(one => !string.IsNullOrEmpty(one) && !IsAddress(one));
        return wrong is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail($"An address of the assistant is no http address: {wrong}.");
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
