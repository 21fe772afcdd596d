using Chat.Core.Accounts;
using Chat.Core.Emotions;
using Chat.Core.Faces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Data.Configurations;

internal sealed class FaceTemplateConfiguration : IEntityTypeConfiguration<FaceTemplate>
{
    public void Configure(EntityTypeBuilder<FaceTemplate> template)
    {
        template.ToTable("face_templates");
        template.Property(t => t.Id).ValueGeneratedNever();
        template.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FaceDeviceConfiguration : IEntityTypeConfiguration<FaceDevice>
{
    public void Configure(EntityTypeBuilder<FaceDevice> device)
    {
        device.ToTable("face_devices");
        device.Property(d => d.Id).ValueGeneratedNever();
        device.HasIndex(d => d.KeyHash).IsUnique();
    }
}

internal sealed class FaceEnrolmentConfiguration : IEntityTypeConfiguration<FaceEnrolment>
{
    public void Configure(EntityTypeBuilder<FaceEnrolment> enrolment)
    {
        enrolment.ToTable("face_enrolments");
        enrolment.HasKey(e => new { e.DeviceId, e.AccountId });
        enrolment.HasOne<FaceDevice>().WithMany().HasForeignKey(e => e.DeviceId).OnDelete(DeleteBehavior.Cascade);
        enrolment.HasOne<Account>().WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FaceConflictConfiguration : IEntityTypeConfiguration<FaceConflict>
{
    public void Configure(EntityTypeBuilder<FaceConflict> conflict)
    {
        conflict.ToTable("face_conflicts");
        conflict.Property(c => c.Id).ValueGeneratedNever();
        conflict.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        conflict.HasOne<Account>().WithMany().HasForeignKey(c => c.OtherAccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MoodConfiguration : IEntityTypeConfiguration<Mood>
{
    public void Configure(EntityTypeBuilder<Mood> mood)
    {
        mood.ToTable("moods");
        mood.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Cascade);
        mood.HasIndex(m => new { m.AccountId, m.At });
        mood.HasIndex(m => m.At);
    }
}
