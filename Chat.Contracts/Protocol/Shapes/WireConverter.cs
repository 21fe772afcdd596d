using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

/// <summary>How values of one type travel over MessagePack. Made once for a type.</summary>
internal abstract class WireConverter
{
    public abstract void WriteObject(MessagePackWriter writer, object value);

    public abstract object? ReadObject(ref MessagePackReader reader);
}

internal abstract class WireConverter<T> : WireConverter
{
    /// <summary>Writes a value that is not null.</summary>
    public abstract void Write(MessagePackWriter writer, T value);

    /// <summary>Reads a value that is not nil, or refuses nil.</summary>
    public abstract T Read(ref MessagePackReader reader);

    public void WriteOrNil(MessagePackWriter writer, T? value)
    {
        if (value is null) { writer.WriteNil(); } else { Write(writer, value); }
    }

    public T? ReadOrNil(ref MessagePackReader reader) =>
        default(T) is null && reader.TryReadNil() ? default : Read(ref reader);

    public sealed override void WriteObject(MessagePackWriter writer, object value) => Write(writer, (T)value);

    public sealed override object? ReadObject(ref MessagePackReader reader) => ReadOrNil(ref reader);
}
