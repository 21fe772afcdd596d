using System.Text;
using Chat.Assistant.Models;
using Chat.Contracts.Assistant;
using Chat.Core.Knowledge;
using Chat.Core.Results;
using Chat.Core.Text;

namespace Chat.Assistant.Knowledge;

/// <summary>Reads text, Markdown and HTML, each divided as it is written.</summary>
internal sealed class DocumentReader(Embeddings embeddings) : IDocumentReader
{
    private const int MaxTitle = 200;
    private const int MaxPassages = 20_000;

    private static readonly Refusal NoText = Refusal.Invalid("This document holds no text that could be read.");
    private static readonly Refusal NoUnicode = Refusal.Invalid("This document is no UTF-8 text.");
    private static readonly Refusal TooMany = Refusal.TooLarge("This document falls into too many passages; divide it.");

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task<Result<ReadDocument>> ReadAsync(DocumentUpload upload, CancellationToken cancellationToken)
    {
        if (Read(upload).IsRefused(out var refusal, out var read)) { return refusal; }
        if (embeddings.Model is not { } model) { return read; }
        try
        {
            var vectors = await embeddings.OfAsync([.. read.Passages.Select(passage => $"{read.Title}\n{passage.Section}\n{passage.Text}")], cancellationToken);
            return read with { Passages = [.. read.Passages.Zip(vectors, (passage, vector) => passage with { Embedding = new(model, vector) })] };
        }
        catch (ModelFailure failure) { return Refusal.Unavailable($"The embedding endpoint did not take this document ({failure.Cause}). Try again, or leave Chat:Assistant:Embeddings:Model out."); }
    }

    private static Result<ReadDocument> Read(DocumentUpload upload)
    {
        var kind = KindOf(upload);
        if (TextOf(upload.Content) is not { } text || !PlainText.IsWellFormed(text)) { return NoUnicode; }
        Passage[] passages = [.. Passages.Of(BlocksOf(text, kind)).Take(MaxPassages + 1)];
        if (passages is []) { return NoText; }
        if (passages.Length > MaxPassages) { return TooMany; }
        return new ReadDocument(TitleOf(upload, passages), kind, passages);
    }

    private static DocumentKind KindOf(DocumentUpload upload)
    {
        var ending = Path.GetExtension(upload.FileName ?? "").ToLowerInvariant();
        var type = upload.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        return (ending, type) switch
        {
            (".md" or ".markdown", _) or (_, "text/markdown") => DocumentKind.Markdown,
            (".html" or ".htm" or ".xhtml", _) or (_, "text/html" or "application/xhtml+xml") => DocumentKind.Html,
            _ => DocumentKind.Text,
        };
    }

    private static IEnumerable<Block> BlocksOf(string text, DocumentKind kind) =>
        kind is DocumentKind.Html ? HtmlBlocks.Of(text) : MarkdownBlocks.Of(text, hasHeadings: kind is DocumentKind.Markdown);

    private static string? TextOf(byte[] content)
    {
        var bytes = content.AsSpan();
        try { return Strict.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes); }
        catch (DecoderFallbackException) { return null; }
    }

    /// <summary>What it was called, else its first heading or line.</summary>
    private static string TitleOf(DocumentUpload upload, Passage[] passages)
    {
        var named = upload.Title ?? Path.GetFileNameWithoutExtension(upload.FileName) ?? "";
        var title = PlainText.IsWellFormed(named) && !PlainText.IsBlank(named) ? named : passages[0].Section?.Split(" › ")[0] ?? passages[0].Text;
        var words = string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length <= MaxTitle) { return words; }
        return words[..(char.IsHighSurrogate(words[MaxTitle - 1]) ? MaxTitle - 1 : MaxTitle)];
    }
}
