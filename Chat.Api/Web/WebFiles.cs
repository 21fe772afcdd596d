using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.StaticFiles;

namespace Chat.Api.Web;

/// <summary>The files of the web app, known by name from the start: no address of a request is ever looked for on the disk.</summary>
internal sealed class WebFiles
{
    private const string Manifest = "files.json";
    private const string FrontPage = "index.html";

    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".webmanifest"] = "application/manifest+json" } };

    private readonly FrozenDictionary<string, WebFile> _files;
    private readonly FrozenSet<string> _places;

    private WebFiles(string folder, WebManifest manifest)
    {
        _files = manifest.Files.Select(file => Of(folder, file)).ToFrozenDictionary(file => file.Path, StringComparer.Ordinal);
        _places = manifest.Places.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>What was built into this folder; null when the server was built without the app.</summary>
    public static WebFiles? Load(string folder)
    {
        var manifest = Path.Combine(folder, Manifest);
        if (!File.Exists(manifest)) { return null; }
        return new(folder, JsonSerializer.Deserialize(File.ReadAllBytes(manifest), WebManifestJson.Default.WebManifest)!);
    }

    public WebFile? Find(string path)
    {
        if (_files.TryGetValue(path, out var file)) { return file; }
        var place = path.AsSpan()[..(path.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? slash : path.Length)];
        return _places.GetAlternateLookup<ReadOnlySpan<char>>().Contains(place) ? _files.GetValueOrDefault(FrontPage) : null;
    }

    private static WebFile Of(string folder, WebFileRecord file)
    {
        var type = Types.TryGetContentType(file.Path, out var known) ? known : "application/octet-stream";
        var isText = type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json" or "application/manifest+json";
        return new()
        {
            Path = file.Path,
            Place = System.IO.Path.Combine(folder, file.Path),
            ContentType = isText ? $"{type}; charset=utf-8" : type,
            Hash = file.Hash,
            IsImmutable = file.Immutable,
            IsCompressed = file.Compressed,
        };
    }
}

internal sealed record WebFile
{
    public required string Path { get; init; }

    /// <summary>Where it lies.</summary>
    public required string Place { get; init; }

    public required string ContentType { get; init; }

    public required string Hash { get; init; }

    public required bool IsImmutable { get; init; }

    public required bool IsCompressed { get; init; }
}
