using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

internal sealed class DictionaryConverter<TMap, T>(WireConverter<T> element) : WireConverter<TMap>
    where TMap : IEnumerable<KeyValuePair<string, T>>
{
    public override void Write(MessagePackWriter writer, TMap value)
    {
        var opened = writer.Open();
        var count = 0;
        foreach (var (key, item) in value)
        {
            writer.Write(key);
            element.WriteOrNil(writer, item);
            count++;
        }

        writer.CloseMap(opened, count);
    }

    public override TMap Read(ref MessagePackReader reader)
    {
        reader.Enter();
        var count = reader.ReadMapHead();
        var map = new Dictionary<string, T?>(Math.Min(count, MessagePackLimits.TrustedCount), StringComparer.Ordinal);
        for (; count > 0; count--) { ReadPair(ref reader, map); }
        reader.Leave();
        return (TMap)(object)map;
    }

    private void ReadPair(ref MessagePackReader reader, Dictionary<string, T?> map)
    {
        var key = reader.ReadString();
        try
        {
            map[key] = element.ReadOrNil(ref reader);
        }
        catch (WireFormatException failure) when (failure.Inside(key))
        {
            throw;
        }
    }
}
