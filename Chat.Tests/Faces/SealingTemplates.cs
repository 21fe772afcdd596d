using Chat.Core.Data;
using Chat.Core.Faces;
using Microsoft.Extensions.Options;

namespace Chat.Tests.Faces;

/// <summary>What is kept of a face opens with its key, for its account and its model alone.</summary>
public sealed class SealingTemplates : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("chat-faces-").FullName;
    private readonly float[] _vector = Vectors.Normalise([.. Enumerable.Range(1, 128).Select(number => (float)Math.Sin(number))]);
    private readonly Guid _ada = Guid.NewGuid();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void A_template_opens_again_also_after_a_restart()
    {
        var kept = Seal(Vault());

        Assert.Equal(_vector, Vault().Open(kept));
        Assert.NotEqual(kept.Sealed, Seal(Vault()).Sealed);
    }

    [Fact]
    public void Another_key_another_account_another_model_or_a_changed_byte_open_nothing()
    {
        var (vault, kept) = (Vault(), Seal(Vault()));
        Assert.Null(Vault("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").Open(kept));
        Assert.Null(vault.Open(Copy(kept, account: Guid.NewGuid())));
        Assert.Null(vault.Open(Copy(kept, model: "another@1")));
        for (var at = 0; at < kept.Sealed.Length; at += 37)
        {
            var changed = kept.Sealed.ToArray();
            changed[at] ^= 1;
            Assert.Null(vault.Open(Copy(kept, bytes: changed)));
        }

        Assert.Null(vault.Open(Copy(kept, bytes: [])));
        Assert.Null(vault.Open(Copy(kept, bytes: kept.Sealed[..^4])));
    }

    [Fact]
    public void The_key_lies_in_the_data_directory_for_its_owner_alone()
    {
        Seal(Vault());
        var file = Path.Combine(_data, "secrets", "faces.key");

        Assert.Equal(32, new FileInfo(file).Length);
        if (!OperatingSystem.IsWindows()) { Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)); }
    }

    private TemplateVault Vault(string? key = null) => new(Options.Create(new FaceOptions { Key = key }), new DataDirectory(_data));

    private FaceTemplate Seal(TemplateVault vault) => new()
    {
        AccountId = _ada, Model = "made@1", KeyId = vault.KeyId, Sealed = vault.Seal(_ada, "made@1", _vector), CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static FaceTemplate Copy(FaceTemplate one, Guid? account = null, string? model = null, byte[]? bytes = null) => new()
    {
        AccountId = account ?? one.AccountId, Model = model ?? one.Model, KeyId = one.KeyId, Sealed = bytes ?? one.Sealed, CreatedAt = one.CreatedAt,
    };
}
