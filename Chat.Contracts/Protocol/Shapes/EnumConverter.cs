using System.Text;
using System.Text.Json;
using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

/// <summary>An enum as the very words that System.Text.Json writes, asked for once.</summary>
internal sealed class EnumConverter<T> : WireConverter<T>
    where T : struct, Enum
{
    private readonly JsonBridge<T> _json;
    private readonly Dictionary<T, byte[]> _words = [];
    private readonly (byte[] Word, T Value)[] _values;

    public EnumConverter(JsonBridge<T> json)
    {
        _json = json;
        foreach (var value in Enum.GetValues<T>())
        {
            var element = json.ToElement(value);
            if (element.ValueKind is JsonValueKind.String) { _words[value] = Encoding.UTF8.GetBytes(element.GetString()!); }
        }

        _values = [.. _words.Select(word => (word.Value, word.Key))];
    }

    public override void Write(MessagePackWriter writer, T value)
    {
        if (_words.TryGetValue(value, out var word)) { writer.WriteUtf8(word); } else { _json.Write(writer, value); }
    }

    public override T Read(ref MessagePackReader reader)
    {
        var before = reader;
        if (reader.Peek() is MessagePackKind.String)
        {
            var word = reader.ReadUtf8();
            foreach (var known in _values)
            {
                if (word.SequenceEqual(known.Word)) { return known.Value; }
            }
        }

        // Another case, several flags, a number: whatever JSON would say to it.
        reader = before;
        return _json.Read(ref reader);
    }
}
