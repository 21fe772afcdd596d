using System.Reflection;
using System.Text.Json;
using Chat.Contracts.Accounts;
using Chat.Contracts.Wire;
using Chat.Core.Accounts;
using Microsoft.AspNetCore.Http.Metadata;

namespace Chat.Api.Accounts;

/// <summary>An account's export, written message by message: however much it is, the server holds a page of it.</summary>
internal sealed class ExportDownload(ExportedAccount export) : IResult, IEndpointMetadataProvider
{
    private const string Json = "application/json";

    // Some tens of kilobytes; a reader that takes no more holds up the next page.
    private const int MessagesAtOnce = 50;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(AccountExport), [Json]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        (response.ContentType, response.Headers.ContentDisposition) = (Json, "attachment; filename=\"chat-export.json\"");
        await using var json = new Utf8JsonWriter(response.BodyWriter, new() { Encoder = ChatJson.Wire.Encoder });
        json.WriteStartObject();
        WriteAbout(json);
        json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(nameof(AccountExport.Messages)));
        json.WriteStartArray();
        var written = 0;
        await foreach (var message in export.Messages.WithCancellation(httpContext.RequestAborted))
        {
            JsonSerializer.Serialize(json, message, ChatJson.Wire);
            if (++written % MessagesAtOnce is not 0) { continue; }
            json.Flush();
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private void WriteAbout(Utf8JsonWriter json)
    {
        var about = JsonSerializer.SerializeToElement(export.About, ChatJson.Wire);
        foreach (var property in about.EnumerateObject())
        {
            if (property.Value is not { ValueKind: JsonValueKind.Array } || !property.NameEquals("messages")) { property.WriteTo(json); }
        }
    }
}
