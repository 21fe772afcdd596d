using System.Runtime.InteropServices;

namespace Chat.Native.Onnx;

/// <summary>The library's own model. A run holds it, so that it is never let go under one.</summary>
internal sealed class OnnxSession() : SafeHandle(0, ownsHandle: true)
{
    private readonly OnnxLibrary _library = OnnxLibrary.Required;

    public override bool IsInvalid => handle == 0;

    public void Take(nint session) => SetHandle(session);

    protected override unsafe bool ReleaseHandle()
    {
        _library.Api.ReleaseSession(handle);
        return true;
    }
}
