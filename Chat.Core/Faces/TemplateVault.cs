using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Chat.Core.Data;
using Microsoft.Extensions.Options;

namespace Chat.Core.Faces;

/// <summary>Seals what is kept of faces with AES-256-GCM. The key lies beside the database, never in it; account and model are bound in.</summary>
public sealed class TemplateVault(IOptions<FaceOptions> options, DataDirectory data)
{
    private const int KeyBytes = 32;
    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    private readonly Lazy<byte[]> _key = new(() => options.Value.Key is { } given ? Convert.FromBase64String(given) : ReadOrMake(data));

    /// <summary>Tells keys apart and nothing about them.</summary>
    public string KeyId => Convert.ToHexStringLower(SHA256.HashData(_key.Value).AsSpan(0, 8));

    public byte[] Seal(Guid accountId, string model, ReadOnlySpan<float> vector)
    {
        var numbers = MemoryMarshal.AsBytes(vector);
        var blob = new byte[NonceBytes + TagBytes + numbers.Length];
        RandomNumberGenerator.Fill(blob.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key.Value, TagBytes);
        aes.Encrypt(blob.AsSpan(0, NonceBytes), numbers, blob.AsSpan(NonceBytes + TagBytes), blob.AsSpan(NonceBytes, TagBytes), Bound(accountId, model));
        return blob;
    }

    /// <summary>Null when it was sealed with another key, for another account, or was changed.</summary>
    public float[]? Open(FaceTemplate template)
    {
        var blob = template.Sealed.AsSpan();
        if (template.KeyId != KeyId || blob.Length <= NonceBytes + TagBytes || (blob.Length - NonceBytes - TagBytes) % sizeof(float) != 0) { return null; }
        var vector = new float[(blob.Length - NonceBytes - TagBytes) / sizeof(float)];
        using var aes = new AesGcm(_key.Value, TagBytes);
        try
        {
            aes.Decrypt(
                blob[..NonceBytes], blob[(NonceBytes + TagBytes)..], blob.Slice(NonceBytes, TagBytes), MemoryMarshal.AsBytes(vector.AsSpan()),
                Bound(template.AccountId, template.Model));
            return vector;
        }
        catch (AuthenticationTagMismatchException) { return null; }
    }

    private static byte[] Bound(Guid accountId, string model)
    {
        var bound = new byte[16 + sizeof(int) + Encoding.UTF8.GetByteCount(model)];
        accountId.TryWriteBytes(bound);
        BinaryPrimitives.WriteInt32LittleEndian(bound.AsSpan(16), model.Length);
        Encoding.UTF8.GetBytes(model, bound.AsSpan(20));
        return bound;
    }

    private static byte[] ReadOrMake(DataDirectory data)
    {
        var path = Path.Combine(data.Secrets, "faces.key");
        Directory.CreateDirectory(data.Secrets);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) { options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
            using var file = new FileStream(path, options);
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        }
        catch (IOException) when (File.Exists(path)) { }

        var key = File.ReadAllBytes(path);
        return key.Length is KeyBytes ? key : throw new Results.StartupProblem($"{path} is not a key of {KeyBytes} bytes: bring back the one that was there, or delete it and let everybody enrol again.");
    }
}
