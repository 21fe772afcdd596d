using Chat.Core.Results;

namespace Chat.Assistant.Knowledge.Pdf;

/// <summary>Why a PDF is not taken, and what to do then.</summary>
internal static class PdfRefusals
{
    public static readonly Refusal Damaged = Refusal.Invalid("This PDF is damaged and could not be read. Save it again from where it was made, then give it once more.");

    public static readonly Refusal Protected = Refusal.Invalid("This PDF is protected by a password. Save it without one, then give it once more.");

    public static readonly Refusal UnknownProtection = Refusal.Invalid("This PDF is encrypted in a way that is not known here. Save it without protection, then give it once more.");

    public static readonly Refusal NoText = Refusal.Invalid(
        "There is no text in this PDF; its pages may be scanned pictures. Let a program recognise their text (OCR), then give it once more.");

    public static readonly Refusal NoLetters = Refusal.Invalid(
        "The fonts of this PDF do not say which letters they show, so that its text cannot be had. Give the document it was made from, or a PDF with recognised text (OCR).");

    public static readonly Refusal TooMuch = Refusal.TooLarge("This PDF holds more than is read of one document when it is unpacked; divide it.");
}
