using System.Runtime.InteropServices;
using System.Text;

namespace Chat.Tests.Models;

/// <summary>Writes small ONNX models: nodes by name, constants and shapes, in the protobuf that the format is.</summary>
/// <remarks>Field numbers: onnx.proto3 (ModelProto, GraphProto, NodeProto, TensorProto, ValueInfoProto).</remarks>
internal sealed class OnnxMaker
{
    private const int Float = 1, Int64 = 7;
    private readonly ProtoWriter _graph = new();

    public OnnxMaker() => _graph.Text(2, "made");

    public OnnxMaker Input(string name, params long[] shape) => Port(11, name, shape);

    public OnnxMaker Output(string name, params long[] shape) => Port(12, name, shape);

    public OnnxMaker Node(string operation, string[] inputs, string[] outputs, params (string Name, long[] Numbers)[] attributes)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs) { node.Text(1, input); }
        foreach (var output in outputs) { node.Text(2, output); }
        node.Text(4, operation);
        foreach (var (name, numbers) in attributes)
        {
            // 7 is a list of whole numbers, 2 a single one.
            var attribute = new ProtoWriter().Text(1, name);
            if (numbers is [var only] && name is "axis" or "keepdims") { attribute.Number(3, only).Number(20, 2); }
            else
            {
                foreach (var number in numbers) { attribute.Number(8, number); }
                attribute.Number(20, 7);
            }

            node.Message(5, attribute);
        }

        _graph.Message(1, node);
        return this;
    }

    public OnnxMaker Constant(string name, float[] numbers, params long[] shape) =>
        Tensor(name, Float, MemoryMarshal.AsBytes(numbers.AsSpan()), shape);

    public OnnxMaker Whole(string name, params long[] numbers) => Tensor(name, Int64, MemoryMarshal.AsBytes(numbers.AsSpan()), [numbers.Length]);

    public byte[] ToBytes() => new ProtoWriter()
        .Number(1, 8)
        .Text(2, "Chat.Tests")
        .Message(7, _graph)
        .Message(8, new ProtoWriter().Text(1, "").Number(2, 13))
        .ToBytes();

    private OnnxMaker Port(int field, string name, long[] shape)
    {
        var sides = new ProtoWriter();
        foreach (var side in shape)
        {
            var dimension = new ProtoWriter();
            if (side < 0) { dimension.Text(2, $"free{-side}"); } else { dimension.Number(1, side); }
            sides.Message(1, dimension);
        }

        var tensor = new ProtoWriter().Number(1, Float).Message(2, sides);
        _graph.Message(field, new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, tensor)));
        return this;
    }

    private OnnxMaker Tensor(string name, int element, ReadOnlySpan<byte> bytes, long[] shape)
    {
        var tensor = new ProtoWriter();
        foreach (var side in shape) { tensor.Number(1, side); }
        tensor.Number(2, element).Text(8, name).Bytes(9, bytes);
        _graph.Message(5, tensor);
        return this;
    }

    private sealed class ProtoWriter
    {
        private readonly MemoryStream _bytes = new();

        public ProtoWriter Number(int field, long value)
        {
            Varint((ulong)field << 3);
            Varint((ulong)value);
            return this;
        }

        public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

        public ProtoWriter Message(int field, ProtoWriter value) => Bytes(field, value.ToBytes());

        public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
        {
            Varint(((ulong)field << 3) | 2);
            Varint((ulong)value.Length);
            _bytes.Write(value);
            return this;
        }

        public byte[] ToBytes() => _bytes.ToArray();

        private void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7) { _bytes.WriteByte((byte)(value | 0x80)); }
            _bytes.WriteByte((byte)value);
        }
    }
}
