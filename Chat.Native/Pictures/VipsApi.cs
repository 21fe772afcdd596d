using System.Runtime.InteropServices;

namespace Chat.Native.Pictures;

/// <summary>The C functions of libvips and GLib that Chat calls, none of them variadic. One library holds both.</summary>
/// <remarks>Source: the headers of libvips 8.18 and GLib 2.90. <c>gboolean</c> is an int, <c>GType</c> and <c>size_t</c> a nuint.</remarks>
internal sealed unsafe class VipsApi(nint library)
{
    public readonly delegate* unmanaged[Cdecl]<byte*, int> Init =
        (delegate* unmanaged[Cdecl]<byte*, int>)Export(library, "vips_init");

    public readonly delegate* unmanaged[Cdecl]<int, int> Version =
        (delegate* unmanaged[Cdecl]<int, int>)Export(library, "vips_version");

    public readonly delegate* unmanaged[Cdecl]<int, void> BlockUntrustedSet =
        (delegate* unmanaged[Cdecl]<int, void>)Export(library, "vips_block_untrusted_set");

    public readonly delegate* unmanaged[Cdecl]<byte*, int, void> OperationBlockSet =
        (delegate* unmanaged[Cdecl]<byte*, int, void>)Export(library, "vips_operation_block_set");

    public readonly delegate* unmanaged[Cdecl]<int, void> ConcurrencySet =
        (delegate* unmanaged[Cdecl]<int, void>)Export(library, "vips_concurrency_set");

    public readonly delegate* unmanaged[Cdecl]<int, void> CacheSetMax =
        (delegate* unmanaged[Cdecl]<int, void>)Export(library, "vips_cache_set_max");

    public readonly delegate* unmanaged[Cdecl]<byte*> ErrorBufferCopy =
        (delegate* unmanaged[Cdecl]<byte*>)Export(library, "vips_error_buffer_copy");

    public readonly delegate* unmanaged[Cdecl]<byte*, int, delegate* unmanaged[Cdecl]<byte*, int, byte*, void*, void>, void*, uint>
        LogSetHandler =
            (delegate* unmanaged[Cdecl]<byte*, int, delegate* unmanaged[Cdecl]<byte*, int, byte*, void*, void>, void*, uint>)
            Export(library, "g_log_set_handler");

    public readonly delegate* unmanaged[Cdecl]<byte*, nuint, byte*> FindLoadBuffer =
        (delegate* unmanaged[Cdecl]<byte*, nuint, byte*>)Export(library, "vips_foreign_find_load_buffer");

    public readonly delegate* unmanaged[Cdecl]<byte*, nint> OperationNew =
        (delegate* unmanaged[Cdecl]<byte*, nint>)Export(library, "vips_operation_new");

    public readonly delegate* unmanaged[Cdecl]<nint, nint> CacheOperationBuild =
        (delegate* unmanaged[Cdecl]<nint, nint>)Export(library, "vips_cache_operation_build");

    public readonly delegate* unmanaged[Cdecl]<nint, void> ObjectUnrefOutputs =
        (delegate* unmanaged[Cdecl]<nint, void>)Export(library, "vips_object_unref_outputs");

    /// <summary>Numbers, booleans and enums by their nickname. Never for a blob or an image: there the text would be a path.</summary>
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, int> SetArgumentFromString =
        (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)Export(library, "vips_object_set_argument_from_string");

    public readonly delegate* unmanaged[Cdecl]<nuint> BlobGetType =
        (delegate* unmanaged[Cdecl]<nuint>)Export(library, "vips_blob_get_type");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint> BlobNew =
        (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint>)Export(library, "vips_blob_new");

    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, byte*> BlobGet =
        (delegate* unmanaged[Cdecl]<nint, nuint*, byte*>)Export(library, "vips_blob_get");

    public readonly delegate* unmanaged[Cdecl]<nint, void> AreaUnref =
        (delegate* unmanaged[Cdecl]<nint, void>)Export(library, "vips_area_unref");

    public readonly delegate* unmanaged[Cdecl]<nuint> ImageGetType =
        (delegate* unmanaged[Cdecl]<nuint>)Export(library, "vips_image_get_type");

    public readonly delegate* unmanaged[Cdecl]<nint, int> ImageGetWidth =
        (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "vips_image_get_width");

    public readonly delegate* unmanaged[Cdecl]<nint, int> ImageGetHeight =
        (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "vips_image_get_height");

    public readonly delegate* unmanaged[Cdecl]<nint, int> ImageGetBands =
        (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "vips_image_get_bands");

    public readonly delegate* unmanaged[Cdecl]<nint, int> ImageGetPageHeight =
        (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "vips_image_get_page_height");

    public readonly delegate* unmanaged[Cdecl]<nint, int> ImageGetPages =
        (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "vips_image_get_n_pages");

    public readonly delegate* unmanaged[Cdecl]<nint, int> ImageGetOrientation =
        (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "vips_image_get_orientation");

    public readonly delegate* unmanaged[Cdecl]<nint, int, void> ImageSetKill =
        (delegate* unmanaged[Cdecl]<nint, int, void>)Export(library, "vips_image_set_kill");

    public readonly delegate* unmanaged[Cdecl]<nint, nuint*, byte*> ImageWriteToMemory =
        (delegate* unmanaged[Cdecl]<nint, nuint*, byte*>)Export(library, "vips_image_write_to_memory");

    public readonly delegate* unmanaged[Cdecl]<GValue*, nuint, GValue*> ValueInit =
        (delegate* unmanaged[Cdecl]<GValue*, nuint, GValue*>)Export(library, "g_value_init");

    public readonly delegate* unmanaged[Cdecl]<GValue*, void> ValueUnset =
        (delegate* unmanaged[Cdecl]<GValue*, void>)Export(library, "g_value_unset");

    public readonly delegate* unmanaged[Cdecl]<GValue*, nint, void> ValueSetBoxed =
        (delegate* unmanaged[Cdecl]<GValue*, nint, void>)Export(library, "g_value_set_boxed");

    public readonly delegate* unmanaged[Cdecl]<GValue*, nint> ValueGetBoxed =
        (delegate* unmanaged[Cdecl]<GValue*, nint>)Export(library, "g_value_get_boxed");

    public readonly delegate* unmanaged[Cdecl]<GValue*, nint, void> ValueSetObject =
        (delegate* unmanaged[Cdecl]<GValue*, nint, void>)Export(library, "g_value_set_object");

    /// <summary>Takes a reference of its own, unlike <c>g_value_get_object</c>.</summary>
    public readonly delegate* unmanaged[Cdecl]<GValue*, nint> ValueDupObject =
        (delegate* unmanaged[Cdecl]<GValue*, nint>)Export(library, "g_value_dup_object");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, GValue*, void> SetProperty =
        (delegate* unmanaged[Cdecl]<nint, byte*, GValue*, void>)Export(library, "g_object_set_property");

    public readonly delegate* unmanaged[Cdecl]<nint, byte*, GValue*, void> GetProperty =
        (delegate* unmanaged[Cdecl]<nint, byte*, GValue*, void>)Export(library, "g_object_get_property");

    public readonly delegate* unmanaged[Cdecl]<nint, void> ObjectUnref =
        (delegate* unmanaged[Cdecl]<nint, void>)Export(library, "g_object_unref");

    public readonly delegate* unmanaged[Cdecl]<void*, void> Free =
        (delegate* unmanaged[Cdecl]<void*, void>)Export(library, "g_free");

    private static nint Export(nint library, string name) => NativeLibrary.GetExport(library, name);

    /// <summary>GLib's tagged value: a type and two words.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GValue
    {
        private readonly nuint _type;
        private readonly ulong _first;
        private readonly ulong _second;
    }
}
