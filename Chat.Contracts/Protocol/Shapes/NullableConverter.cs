using Chat.Contracts.Protocol.MessagePack;

namespace Chat.Contracts.Protocol.Shapes;

internal sealed class NullableConverter<T>(WireConverter<T> inner) : WireConverter<T?>
    where T : struct
{
    public override void Write(MessagePackWriter writer, T? value) => inner.Write(writer, value.GetValueOrDefault());

    public override T? Read(ref MessagePackReader reader) => inner.Read(ref reader);
}
