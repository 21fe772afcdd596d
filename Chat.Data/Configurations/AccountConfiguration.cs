using Chat.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Data.Configurations;

/// <summary>That an e-mail address belongs to one account, whatever its case, is an index of the migration: EF cannot say it.</summary>
internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.HasKey(a => a.Id);
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.DisplayName).HasMaxLength(Account.MaxDisplayNameLength);
        account.HasIndex(a => a.UsernameKey).IsUnique().HasDatabaseName("ux_accounts_username_key");
    }
}
