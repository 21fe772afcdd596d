using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Chat.Api.Conversations;

internal static class PathBodies
{
    extension(JsonObject body)
    {
        /// <summary>The hub method's record, whose conversation the address names already: a body need not say it again.</summary>
        public T ToRequest<T>(Guid conversationId, JsonTypeInfo<T> type)
        {
            body["conversationId"] = conversationId;
            try { return body.Deserialize(type)!; }
            catch (JsonException failure) { throw new BadHttpRequestException("The body does not fit.", StatusCodes.Status400BadRequest, failure); }
        }
    }
}
