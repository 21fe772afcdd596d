using System.Runtime.InteropServices;

namespace Chat.Native.Onnx;

/// <summary>Numbers in memory of their own that does not move, so that a model reads and writes them where they are.</summary>
internal sealed unsafe class OnnxTensor : SafeHandle
{
    // A line of the processor's cache, which its widest loads like.
    private const nuint Alignment = 64;

    private readonly OnnxLibrary _library = OnnxLibrary.Required;
    private void* _numbers;

    public OnnxTensor(OnnxElement element, ReadOnlySpan<long> shape)
        : base(0, ownsHandle: true)
    {
        long count = 1;
        foreach (var side in shape) { count = checked(count * side); }
        Count = checked((int)count);
        var bytes = (nuint)Count * (nuint)(element == OnnxElement.Int64 ? sizeof(long) : sizeof(float));
        _numbers = NativeMemory.AlignedAlloc(Math.Max(bytes, Alignment), Alignment);
        NativeMemory.Clear(_numbers, bytes);
        nint value;
        fixed (long* sides = shape)
        {
            _library.Api.Check(_library.Api.CreateTensor(_library.CpuMemory, _numbers, bytes, sides, (nuint)shape.Length, (int)element, &value));
        }

        SetHandle(value);
    }

    public int Count { get; }

    public override bool IsInvalid => handle == 0;

    public Span<T> As<T>() where T : unmanaged => new(_numbers, Count);

    protected override bool ReleaseHandle()
    {
        _library.Api.ReleaseValue(handle);
        NativeMemory.AlignedFree(_numbers);
        _numbers = null;
        return true;
    }
}
