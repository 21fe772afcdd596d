using Chat.Contracts;
using Chat.Core.Results;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chat.Api.Problems;

/// <summary>Refusals as RFC 9457 problem details with the contract's code.</summary>
internal static class ProblemResults
{
    extension(Refusal refusal)
    {
        public ProblemHttpResult ToProblem(int? exactStatus = null)
        {
            var (status, title) = Of(refusal.Code);
            var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code };
            if (refusal.RetryAfterSeconds is { } seconds) { extensions["retryAfter"] = seconds; }
            return TypedResults.Problem(
                refusal.Sentence, statusCode: exactStatus ?? status, title: title, type: $"urn:chat:problem:{refusal.Code}", extensions: extensions);
        }
    }

    extension<T>(Result<T> result)
    {
        public Results<Ok<T>, ProblemHttpResult> ToHttp() =>
            result.Match<Results<Ok<T>, ProblemHttpResult>>(value => TypedResults.Ok(value), refusal => refusal.ToProblem());

        public Results<NoContent, ProblemHttpResult> ToEmpty() =>
            result.Match<Results<NoContent, ProblemHttpResult>>(_ => TypedResults.NoContent(), refusal => refusal.ToProblem());
    }

    private static (int Status, string Title) Of(string code) => code switch
    {
        ErrorCode.Unauthenticated => (401, "Not signed in"),
        ErrorCode.Expired => (401, "Expired"),
        ErrorCode.Forbidden => (403, "Not allowed"),
        ErrorCode.NotFound => (404, "Not found"),
        ErrorCode.Invalid => (400, "Invalid request"),
        ErrorCode.Conflict => (409, "Conflict"),
        ErrorCode.TooLarge => (413, "Too large"),
        ErrorCode.RateLimited => (429, "Too many requests"),
        ErrorCode.Unavailable => (503, "Not available"),
        _ => (500, "Server error"),
    };
}
