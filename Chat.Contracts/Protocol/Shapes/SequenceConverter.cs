using System.Runtime.InteropServices;
using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

/// <summary>Arrays, lists and what is written like one. Read as an array or a list; other collections only go out.</summary>
internal sealed class SequenceConverter<TSequence, T>(WireConverter<T> element) : WireConverter<TSequence>
    where TSequence : IEnumerable<T>
{
    public override void Write(MessagePackWriter writer, TSequence value)
    {
        switch (value)
        {
            case T[] array: WriteSpan(writer, array); break;
            case List<T> list: WriteSpan(writer, CollectionsMarshal.AsSpan(list)); break;
            case IReadOnlyList<T> list: WriteList(writer, list); break;
            default: WriteEach(writer, value); break;
        }
    }

    public override TSequence Read(ref MessagePackReader reader)
    {
        reader.Enter();
        var count = reader.ReadArrayHead();
        object read = typeof(TSequence).IsAssignableFrom(typeof(List<T?>)) ? ReadList(ref reader, count)
            : typeof(TSequence) == typeof(T[]) ? ReadList(ref reader, count).ToArray()
            : throw new NotSupportedException($"{typeof(TSequence)} can be written, not read.");
        reader.Leave();
        return (TSequence)read;
    }

    private List<T?> ReadList(ref MessagePackReader reader, int count)
    {
        // The count is only a claim: room is made for a few, and for the rest when they are there.
        var list = new List<T?>(Math.Min(count, MessagePackLimits.TrustedCount));
        try
        {
            while (list.Count < count) { list.Add(element.ReadOrNil(ref reader)); }
        }
        catch (WireFormatException failure) when (failure.Inside($"[{list.Count}]"))
        {
            throw;
        }

        return list;
    }

    private void WriteSpan(MessagePackWriter writer, ReadOnlySpan<T> values)
    {
        writer.Enter();
        writer.WriteArrayHead(values.Length);
        foreach (var value in values) { element.WriteOrNil(writer, value); }
        writer.Leave();
    }

    // By index: an enumerator behind an interface is an allocation.
    private void WriteList(MessagePackWriter writer, IReadOnlyList<T> values)
    {
        writer.Enter();
        var count = values.Count;
        writer.WriteArrayHead(count);
        for (var i = 0; i < count; i++) { element.WriteOrNil(writer, values[i]); }
        writer.Leave();
    }

    private void WriteEach(MessagePackWriter writer, TSequence values)
    {
        var opened = writer.Open();
        var count = 0;
        foreach (var value in values)
        {
            element.WriteOrNil(writer, value);
            count++;
        }

        writer.CloseArray(opened, count);
    }
}
