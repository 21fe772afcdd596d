using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Chat.Bench.Measuring;

namespace Chat.Bench.Encoding;

/// <summary>One frame of <c>messageReceived</c> in each encoding, side by side.</summary>
internal static class EncodingBench
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly string[] s_names = ["messagepack", "json", "plain json"];

    public static void Run()
    {
        var ratios = new StringBuilder();
        var figures = new StringBuilder();
        foreach (var (name, record) in Samples.All)
        {
            Console.WriteLine($"{name} ...");
            Subject[] subjects = [new(Encodings.MessagePack, record), new(Encodings.Json, record), new(Encodings.PlainJson, record)];
            var encode = Measure.InTurns([.. subjects.Select(subject => (Action)subject.Encode)]);
            var decode = Measure.InTurns([.. subjects.Select(subject => (Action)subject.Decode)]);
            for (var other = 1; other < subjects.Length; other++) { ratios.AppendLine(Ratio(name, other, subjects, encode, decode)); }
            for (var at = 0; at < subjects.Length; at++) { figures.AppendLine(Figures(name, at, subjects[at], encode[at], decode[at])); }
        }

        var report = Report(ratios, figures);
        Pages.Write("encoding.md", report);
    }

    private static string Ratio(string name, int other, Subject[] subjects, Cost[] encode, Cost[] decode) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {s_names[other]} | **{Share(subjects[0].FrameBytes, subjects[other].FrameBytes)}** | {Share(encode[0].Nanoseconds, encode[other].Nanoseconds)} | {Share(encode[0].AllocatedBytes, encode[other].AllocatedBytes)} | {Share(decode[0].Nanoseconds, decode[other].Nanoseconds)} | {Share(decode[0].AllocatedBytes, decode[other].AllocatedBytes)} |");

    private static string Figures(string name, int at, Subject subject, Cost encode, Cost decode) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {s_names[at]} | {subject.FrameBytes:N0} | {encode.Nanoseconds:N0} | {encode.AllocatedBytes:N0} | {decode.Nanoseconds:N0} | {decode.AllocatedBytes:N0} |");

    private static string Share(double one, double other) => other == 0
        ? one == 0 ? "both none" : "json none"
        : string.Create(CultureInfo.InvariantCulture, $"{100 * one / other:0} %");

    private static string Report(StringBuilder ratios, StringBuilder figures) => string.Create(CultureInfo.InvariantCulture, $"""
        # Encoding

        One `messageReceived` frame, written and read by the hub protocols: `messagepack` is Chat's own; `json` is the framework's
        with the contract's options (generated metadata, relaxed escaping); `plain json` is the framework's as it comes.
        `dotnet run -c Release --project Chat.Bench -- encoding` measures again and writes this page.

        {DateTime.UtcNow:yyyy-MM-dd}, {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}.

        ## messagepack in parts of the other (less is better)

        | record | against | bytes | encode CPU | encode memory | decode CPU | decode memory |
        |---|---|---|---|---|---|---|
        {ratios.ToString().TrimEnd()}

        Field names and 36-character ids weigh the same in both encodings. What MessagePack saves is quotes, commas, escapes and the
        base64 of bytes: much for pictures and sound and for text that plain JSON escapes, little for a record of ASCII text and ids.
        The aim of at most 75 % is met where this table says so and nowhere else.

        {Floor()}

        ## Figures of one operation

        | record | protocol | frame bytes | encode ns CPU | encode bytes allocated | decode ns CPU | decode bytes allocated |
        |---|---|---|---|---|---|---|
        {figures.ToString().TrimEnd()}

        Medians of 25 rounds in turns; processor time, not the clock on the wall; memory of the measuring thread.

        """);

    // Names, ids and words are the contract's and travel as they are in any encoding of it.
    private static string Floor()
    {
        var (name, record) = Samples.All[0];
        var json = new Subject(Encodings.Json, record).Frame[..^1];
        using var document = JsonDocument.Parse(json.ToArray());
        var text = "messageReceived".Length + TextBytes(document.RootElement.GetProperty("arguments")[0]);
        return string.Create(CultureInfo.InvariantCulture,
            $"Of the {json.Length:N0} bytes that `json` takes for \"{name}\", {text:N0} ({100.0 * text / json.Length:0} %) are the contract's names, ids, words and\nthe text itself: no encoding that keeps them and does not compress can be smaller, before a single length or number is written.");
    }

    private static int TextBytes(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => s_utf8.GetByteCount(element.GetString()!),
        JsonValueKind.Array => element.EnumerateArray().Sum(TextBytes),
        JsonValueKind.Object => element.EnumerateObject().Sum(field => s_utf8.GetByteCount(field.Name) + TextBytes(field.Value)),
        _ => 0,
    };
}
