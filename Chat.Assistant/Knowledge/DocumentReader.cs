using System.Text;
using Chat.Assistant.Knowledge.Pdf;
using Chat.Assistant.Models;
using Chat.Contracts.Assistant;
using Chat.Core.Knowledge;
using Chat.Core.Results;
using Chat.Core.Text;
using Microsoft.Extensions.Logging;

namespace Chat.Assistant.Knowledge;

/// <summary>Reads text, Markdown, HTML and PDF, each divided as it is written.</summary>
internal sealed class DocumentReader(Embeddings embeddings, ILogger<DocumentReader> logger) : IDocumentReader
{
    private const int MaxTitle = 200;
    private const int MaxPassages = 20_000;

    private static readonly Refusal NoText = Refusal.Invalid("This document holds no text that could be read.");
    private static readonly Refusal NoUnicode = Refusal.Invalid("This document is no UTF-8 text.");
    private static readonly Refusal TooMany = Refusal.TooLarge("This document falls into too many passages; divide it.");

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task<Result<ReadDocument>> ReadAsync(DocumentUpload upload, CancellationToken cancellationToken)
    {
        if (Read(upload, cancellationToken).IsRefused(out var refusal, out var read)) { return refusal; }
        if (embeddings.Model is not { } model) { return read; }
        try
        {
            var vectors = await embeddings.OfAsync([.. read.Passages.Select(passage => $"{read.Title}\n{passage.Section}\n{passage.Text}")], cancellationToken);
            return read with { Passages = [.. read.Passages.Zip(vectors, (passage, vector) => passage with { Embedding = new(model, vector) })] };
        }
        catch (ModelFailure failure) { return Refusal.Unavailable($"The embedding endpoint did not take this document ({failure.Cause}). Try again, or leave Chat:Assistant:Embeddings:Model out."); }
    }

    private Result<ReadDocument> Read(DocumentUpload upload, CancellationToken cancellationToken)
    {
        if (Understand(upload, cancellationToken).IsRefused(out var refusal, out var understood)) { return refusal; }
        Passage[] passages = [.. Passages.Of(understood.Blocks).Take(MaxPassages + 1)];
        if (passages is []) { return NoText; }
        if (passages.Length > MaxPassages) { return TooMany; }
        return new ReadDocument(TitleOf(upload.Title ?? understood.Title ?? Path.GetFileNameWithoutExtension(upload.FileName), passages), understood.Kind, passages);
    }

    private Result<Understood> Understand(DocumentUpload upload, CancellationToken cancellationToken)
    {
        var text = TextOf(upload.Content) is { } read && PlainText.IsWellFormed(read) ? read : null;
        if (PdfText.StartsAs(upload.Content) || (PdfText.IsNearFront(upload.Content) && (text is null || EndingOf(upload) is ".pdf")))
        {
            if (Pdf(upload.Content, cancellationToken).IsRefused(out var refusal, out var pdf)) { return refusal; }
            return new Understood(DocumentKind.Pdf, pdf.Blocks, pdf.Title);
        }

        if (text is null) { return NoUnicode; }
        var kind = KindOf(upload);
        return new Understood(kind, BlocksOf(text, kind), Title: null);
    }

    private Result<PdfText> Pdf(byte[] content, CancellationToken cancellationToken)
    {
        try { return PdfText.Read(content, cancellationToken); }
#pragma warning disable CA1031 // The format is large and anybody's bytes come in: what was not foreseen is one document's damage and a line in the log.
        catch (Exception surprise) when (surprise is not OperationCanceledException)
        {
            logger.PdfSurprised(content.Length, surprise);
            return PdfRefusals.Damaged;
        }
#pragma warning restore CA1031
    }

    private sealed record Understood(DocumentKind Kind, IEnumerable<Block> Blocks, string? Title);

    private static DocumentKind KindOf(DocumentUpload upload)
    {
        var type = upload.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        return (EndingOf(upload), type) switch
        {
            (".md" or ".markdown", _) or (_, "text/markdown") => DocumentKind.Markdown,
            (".html" or ".htm" or ".xhtml", _) or (_, "text/html" or "application/xhtml+xml") => DocumentKind.Html,
            _ => DocumentKind.Text,
        };
    }

    private static string EndingOf(DocumentUpload upload) => Path.GetExtension(upload.FileName ?? "").ToLowerInvariant();

    private static IEnumerable<Block> BlocksOf(string text, DocumentKind kind) =>
        kind is DocumentKind.Html ? HtmlBlocks.Of(text) : MarkdownBlocks.Of(text, hasHeadings: kind is DocumentKind.Markdown);

    private static string? TextOf(byte[] content)
    {
        var bytes = content.AsSpan();
        try { return Strict.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes); }
        catch (DecoderFallbackException) { return null; }
    }

    /// <summary>What it was called, else its first heading or line.</summary>
    private static string TitleOf(string? given, Passage[] passages)
    {
        var named = given ?? "";
        var title = PlainText.IsWellFormed(named) && !PlainText.IsBlank(named) ? named : passages[0].Section?.Split(" › ")[0] ?? passages[0].Text;
        var words = string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length <= MaxTitle) { return words; }
        return words[..(char.IsHighSurrogate(words[MaxTitle - 1]) ? MaxTitle - 1 : MaxTitle)];
    }
}
