using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Chat.Native.Pictures;

/// <summary>One call of a libvips operation by name: set its arguments, run it, take what it gives.</summary>
internal sealed unsafe class VipsOperation : SafeHandle
{
    private readonly VipsApi _api = VipsLibrary.Required;

    public VipsOperation(string name)
        : base(0, ownsHandle: true)
    {
        fixed (byte* text = Utf8(name)) { SetHandle(_api.OperationNew(text)); }
        if (IsInvalid) { throw Failure(); }
    }

    public override bool IsInvalid => handle == 0;

    public VipsOperation Set(string name, int value) => Set(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Enums go by the nickname of their value.</summary>
    public VipsOperation Set(string name, string value)
    {
        fixed (byte* key = Utf8(name), text = Utf8(value))
        {
            if (_api.SetArgumentFromString(handle, key, text) != 0) { throw Failure(); }
        }

        return this;
    }

    /// <summary>The bytes are not copied: they stay pinned until every image made from them is gone.</summary>
    public VipsOperation Set(string name, MemoryHandle pinned, int length)
    {
        var blob = _api.BlobNew(0, (byte*)pinned.Pointer, (nuint)length);
        var value = new VipsApi.GValue();
        _api.ValueInit(&value, _api.BlobGetType());
        _api.ValueSetBoxed(&value, blob);
        SetProperty(name, &value);
        _api.AreaUnref(blob);
        return this;
    }

    public VipsOperation Set(string name, VipsImage image)
    {
        var value = new VipsApi.GValue();
        _api.ValueInit(&value, _api.ImageGetType());
        _api.ValueSetObject(&value, image.DangerousGetHandle());
        SetProperty(name, &value);
        return this;
    }

    public VipsOperation Run()
    {
        var built = _api.CacheOperationBuild(handle);
        if (built == 0) { throw Failure(); }
        _api.ObjectUnref(handle);
        SetHandle(built);
        return this;
    }

    public VipsImage TakeImage(string name)
    {
        var value = new VipsApi.GValue();
        _api.ValueInit(&value, _api.ImageGetType());
        GetProperty(name, &value);
        var image = new VipsImage(_api.ValueDupObject(&value));
        _api.ValueUnset(&value);
        return image;
    }

    public byte[] TakeBytes(string name)
    {
        var value = new VipsApi.GValue();
        _api.ValueInit(&value, _api.BlobGetType());
        GetProperty(name, &value);
        nuint length;
        var bytes = _api.BlobGet(_api.ValueGetBoxed(&value), &length);
        var copy = new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
        _api.ValueUnset(&value);
        return copy;
    }

    protected override bool ReleaseHandle()
    {
        _api.ObjectUnrefOutputs(handle);
        _api.ObjectUnref(handle);
        return true;
    }

    private void SetProperty(string name, VipsApi.GValue* value)
    {
        fixed (byte* key = Utf8(name)) { _api.SetProperty(handle, key, value); }
        _api.ValueUnset(value);
    }

    private void GetProperty(string name, VipsApi.GValue* value)
    {
        fixed (byte* key = Utf8(name)) { _api.GetProperty(handle, key, value); }
    }

    private VipsException Failure() => new(VipsLibrary.TakeError(_api));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
