using System.Diagnostics;
using System.Text.Json;
using Chat.Contracts;
using Chat.Contracts.Protocol;
using Chat.Core.Results;
using Microsoft.AspNetCore.Diagnostics;

namespace Chat.Api.Problems;

/// <summary>Whatever ends a request otherwise than by an answer becomes a problem with a code.</summary>
internal static class ProblemMiddleware
{
    extension(IServiceCollection services)
    {
        public void AddChatProblems()
        {
            services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
            {
                if (context.HttpContext.Response.Headers.RetryAfter.Count > 0) { return; }
                if (context.ProblemDetails.Extensions.TryGetValue("retryAfter", out var seconds))
                {
                    context.HttpContext.Response.Headers.RetryAfter = seconds?.ToString();
                }
            });

            // Bad requests are thrown in every environment, so that one place words them.
            services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        }
    }

    extension(WebApplication app)
    {
        public void UseProblems()
        {
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                AllowStatusCode404Response = true,
                SuppressDiagnosticsCallback = _ => true,
                ExceptionHandler = http => AnswerAsync(http, app.Logger),
            });
            app.UseStatusCodePages(context => ForStatus(context.HttpContext)?.ToProblem(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext) ?? Task.CompletedTask);
        }
    }

    private static Task AnswerAsync(HttpContext http, ILogger logger)
    {
        var surprise = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (surprise is OperationCanceledException && http.RequestAborted.IsCancellationRequested) { return Task.CompletedTask; }
        if (surprise is BadHttpRequestException bad) { return Explain(bad).ToProblem(bad.StatusCode).ExecuteAsync(http); }

        var trace = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        logger.RequestFailed(surprise, http.Request.Method, http.Request.Path, trace);
        var refusal = new Refusal(ErrorCode.Internal, $"Something went wrong on the server. Its trace id is {trace}.");
        return refusal.ToProblem().ExecuteAsync(http);
    }

    private static Refusal Explain(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: 413 } => Refusal.TooLarge("The body is larger than this server takes."),
        { StatusCode: 415 } => Refusal.Invalid("The body must be JSON, with the content type application/json."),
        { InnerException: JsonException json } => Refusal.Invalid(Sentence(json)),
        { InnerException: InvalidDataException or IOException } => Refusal.Invalid("The body broke off, or it is not the form that its content type says."),
        _ => Refusal.Invalid("The request is not what this address takes."),
    };

    private static string Sentence(JsonException failure) => WireFormatException.Explain(failure) is { } sentence
        ? $"{sentence}."
        : "The body is not valid JSON in UTF-8.";

    private static Refusal? ForStatus(HttpContext http) => http.Response.StatusCode switch
    {
        404 => Refusal.NotFound("There is nothing at this address."),
        405 => Refusal.Invalid($"{http.Request.Method} is not possible at this address."),
        413 => Refusal.TooLarge("The body is larger than this server takes."),
        415 => Refusal.Invalid("The body must be JSON, with the content type application/json."),
        _ => null,
    };
}
