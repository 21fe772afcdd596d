using Chat.Core.Accounts;
using Chat.Data.Presence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Data.Configurations;

/// <summary>The rows are read and written by SQL alone; the model knows them so that it can be held against the migrations.</summary>
internal sealed class AccountPresenceConfiguration : IEntityTypeConfiguration<AccountPresence>
{
    public void Configure(EntityTypeBuilder<AccountPresence> presence)
    {
        presence.ToTable("account_presence");
        presence.HasKey(p => p.AccountId);
        presence.Property(p => p.AccountId).ValueGeneratedNever();
        presence.HasOne<Account>().WithOne().HasForeignKey<AccountPresence>(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PresenceNodeConfiguration : IEntityTypeConfiguration<PresenceNode>
{
    public void Configure(EntityTypeBuilder<PresenceNode> node)
    {
        node.ToTable("presence_nodes");
        node.HasKey(n => n.NodeId);
        node.Property(n => n.NodeId).ValueGeneratedNever();
    }
}

internal sealed class PresenceSessionConfiguration : IEntityTypeConfiguration<PresenceSession>
{
    public void Configure(EntityTypeBuilder<PresenceSession> session)
    {
        session.ToTable("presence_sessions");
        session.HasKey(s => new { s.AccountId, s.NodeId });
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        session.HasIndex(s => s.NodeId);
    }
}
