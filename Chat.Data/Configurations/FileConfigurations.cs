using Chat.Core.Accounts;
using Chat.Core.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Data.Configurations;

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("files");
        file.HasKey(f => f.Id);
        file.Property(f => f.Id).ValueGeneratedNever();

        // What an account sent to others outlives it.
        file.HasOne<Account>().WithMany().HasForeignKey(f => f.UploaderId).OnDelete(DeleteBehavior.SetNull);
        file.HasIndex(f => f.UploaderId);
        file.HasIndex(f => f.CreatedAt).HasFilter("(claimed_at IS NULL)");
    }
}

internal sealed class AccountAvatarConfiguration : IEntityTypeConfiguration<AccountAvatar>
{
    public void Configure(EntityTypeBuilder<AccountAvatar> avatar)
    {
        avatar.ToTable("account_avatars");
        avatar.HasKey(a => a.AccountId);
        avatar.Property(a => a.AccountId).ValueGeneratedNever();
        avatar.HasOne<Account>().WithOne().HasForeignKey<AccountAvatar>(a => a.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
