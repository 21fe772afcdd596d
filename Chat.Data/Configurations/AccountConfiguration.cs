using Chat.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Data.Configurations;

// E-mail addresses are not unique: nobody has proved that one is theirs, and a refusal would tell who has an account.
internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.HasKey(a => a.Id);
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.DisplayName).HasMaxLength(Account.MaxDisplayNameLength * 2);

        // A shell is the sender of old messages and nobody to any use case.
        account.HasQueryFilter(a => a.DeletedAt == null);
        account.HasIndex(a => a.UsernameKey).IsUnique().HasDatabaseName("ux_accounts_username_key");
    }
}
