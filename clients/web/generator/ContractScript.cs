using System.Reflection;
using System.Text;
using Chat.Contracts;

namespace Chat.Generator;

/// <summary>The contract as TypeScript: its types, the methods of the hub, its events.</summary>
internal sealed class ContractScript
{
    private const string Head = """
        // Generated from Chat.Contracts by clients/web/generator: `dotnet run --project clients/web/generator` writes it anew.

        /** A UUIDv7 of 36 characters. */
        export type Id = string;

        /** An ISO-8601 moment in UTC, such as `2026-11-20T21:40:00.123Z`. */
        export type Moment = string;


        """;

    private readonly Assembly _contract = typeof(IChatHub).Assembly;
    private readonly Summaries _summaries;
    private readonly HashSet<Type> _requests;
    private readonly StringBuilder _script = new(Head);

    private ContractScript()
    {
        _summaries = new(_contract);
        _requests = [.. Records().Where(type => type.Name.EndsWith("Request", StringComparison.Ordinal) || type.Name is "KnownConversation")];
    }

    public static string Write()
    {
        var script = new ContractScript();
        script.WriteErrorCodes();
        foreach (var words in script._contract.ExportedTypes.Where(type => type.IsEnum && IsOfTheWire(type)).OrderBy(type => type.Name, StringComparer.Ordinal)) { script.WriteEnum(words); }
        foreach (var record in script.Records()) { script.WriteRecord(record); }
        script.WriteHub();
        script.WriteEvents();
        return script._script.ToString().ReplaceLineEndings("\n");
    }

    private static bool IsOfTheWire(Type type) => type.Namespace?.StartsWith("Chat.Contracts.", StringComparison.Ordinal) is true
        && type.Namespace is not "Chat.Contracts.Protocol" && !type.Namespace.StartsWith("Chat.Contracts.Protocol.", StringComparison.Ordinal);

    private IEnumerable<Type> Records() =>
        _contract.ExportedTypes.Where(type => Wire.IsRecord(type) && IsOfTheWire(type)).OrderBy(type => type.Name, StringComparer.Ordinal);

    private void WriteErrorCodes()
    {
        var codes = typeof(ErrorCode).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        WriteSummary(_summaries.Of(typeof(ErrorCode)), "");
        WriteUnion(nameof(ErrorCode), codes);
    }

    private void WriteEnum(Type words)
    {
        WriteSummary(_summaries.Of(words), "");
        WriteUnion(words.Name, Enum.GetNames(words).Select(Wire.NameOf));
    }

    private void WriteUnion(string name, IEnumerable<string> words) =>
        Put($"export type {name} = {string.Join(" | ", words.Select(word => $"'{word}'"))};\n\n");

    private void WriteRecord(Type record)
    {
        WriteSummary(_summaries.Of(record), "");
        Put($"export interface {record.Name} {{\n");
        foreach (var property in record.GetProperties().OrderBy(property => property.MetadataToken)) { WriteProperty(property, _requests.Contains(record)); }
        Put("}\n\n");
    }

    private void WriteProperty(PropertyInfo property, bool isAsked)
    {
        WriteSummary(_summaries.Of(property), "  ");
        var isOptional = Wire.IsOptional(property) || (isAsked && !Wire.IsRequired(property));
        var none = isOptional && isAsked ? " | undefined" : "";
        Put($"  readonly {Wire.NameOf(property.Name)}{(isOptional ? "?" : "")}: {Wire.TypeOf(property.PropertyType)}{none};\n");
    }

    private void WriteHub()
    {
        var methods = typeof(IChatHub).GetMethods().Where(method => !IsStream(method)).OrderBy(method => method.MetadataToken).ToArray();
        WriteSummary(_summaries.Of(typeof(IChatHub)), "");
        Put("export interface ChatHub {\n");
        foreach (var method in methods)
        {
            WriteSummary(_summaries.Of(method), "  ");
            Put($"  {Wire.NameOf(method.Name)}({Parameters(method)}): Promise<{Answer(method)}>;\n");
        }

        Put("}\n\n/** Asks a method of the server by its name on the wire. */\n");
        Put("export type Invoke = (method: string, request?: object) => Promise<unknown>;\n\n");
        Put("/** The methods of the hub over anything that can ask one. */\nexport function hubOver(invoke: Invoke): ChatHub {\n  return {\n");
        foreach (var method in methods) { WriteCall(method); }
        Put("  };\n}\n\n");
    }

    /// <summary>What is streamed is no answer to one call; its records are here, and who streams names the method.</summary>
    private static bool IsStream(MethodInfo method) =>
        method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private void WriteCall(MethodInfo method)
    {
        var (taken, given) = method.GetParameters() is [] ? ("", "") : ("request", ", request");
        var answer = Answer(method);
        Put($"    {Wire.NameOf(method.Name)}: ({taken}) => invoke('{method.Name}'{given}) as Promise<{answer}>,\n");
    }

    private static string Parameters(MethodInfo method)
    {
        if (method.GetParameters() is not [var request]) { return ""; }
        var mayBeLeftOut = request.ParameterType.GetProperties().All(property => !Wire.IsRequired(property));
        return $"request{(mayBeLeftOut ? "?" : "")}: {Wire.TypeOf(request.ParameterType)}";
    }

    private static string Answer(MethodInfo method) =>
        method.ReturnType.IsGenericType ? Wire.TypeOf(method.ReturnType.GenericTypeArguments[0]) : "void";

    private void WriteEvents()
    {
        var events = typeof(IChatClient).GetMethods().OrderBy(method => method.MetadataToken).ToArray();
        WriteSummary(_summaries.Of(typeof(IChatClient)), "");
        Put("export interface ChatEvents {\n");
        foreach (var told in events)
        {
            WriteSummary(_summaries.Of(told), "  ");
            Put($"  {Wire.NameOf(told.Name)}: {Wire.TypeOf(told.GetParameters()[0].ParameterType)};\n");
        }

        Put("}\n\n/** Every event of the server, by its name. */\nexport const eventNames = [\n");
        foreach (var told in events) { Put($"  '{Wire.NameOf(told.Name)}',\n"); }
        Put("] as const satisfies readonly (keyof ChatEvents)[];\n");
    }

    private void WriteSummary(string? summary, string indent)
    {
        if (summary is not null) { Put($"{indent}/** {summary} */\n"); }
    }

    private void Put(string text) => _script.Append(text);
}
