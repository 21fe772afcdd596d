using System.Net.Http.Json;
using Chat.Client.Hub;
using Chat.Contracts;

namespace Chat.Client.Connecting;

internal static class RestAnswers
{
    extension(HttpResponseMessage answer)
    {
        /// <summary>A refusal has a code. Anything else is trouble on the way, such as a proxy's page.</summary>
        public async Task CheckAsync(CancellationToken cancellationToken)
        {
            if (!answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType is "application/problem+json")
            {
                var problem = await answer.Content.ReadFromJsonAsync(RefusalJson.Default.RefusalText, cancellationToken);
                throw new ChatRefusedException(problem?.Code ?? ErrorCode.Internal, problem?.Detail ?? "");
            }

            answer.EnsureSuccessStatusCode();
        }
    }
}
