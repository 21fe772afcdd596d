using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Chat.Generator;

/// <summary>The one-sentence summaries of the contract, out of the compiler's documentation file.</summary>
internal sealed partial class Summaries
{
    private readonly Dictionary<string, string> _byMember;

    public Summaries(Assembly contract)
    {
        var file = Path.ChangeExtension(contract.Location, ".xml");
        _byMember = XDocument.Load(file).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => TextOf(member.Element("summary")!), StringComparer.Ordinal);
    }

    public string? Of(Type type) => _byMember.GetValueOrDefault($"T:{type.FullName}");

    public string? Of(PropertyInfo property) => _byMember.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}");

    public string? Of(MethodInfo method)
    {
        var parameters = string.Join(',', method.GetParameters().Select(parameter => parameter.ParameterType.FullName));
        return _byMember.GetValueOrDefault($"M:{method.DeclaringType!.FullName}.{method.Name}{(parameters is "" ? "" : $"({parameters})")}");
    }

    private static string TextOf(XElement summary) => Spaces().Replace(string.Concat(summary.Nodes().Select(Plain)), " ").Trim();

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => $"`{Wire.NameOf(see.Attribute("cref")!.Value.Split('.')[^1])}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => string.Concat(other.Nodes().Select(Plain)),
        _ => "",
    };

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Spaces();
}
