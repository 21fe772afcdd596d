using Chat.Contracts.Accounts;
using Chat.Contracts.Emotions;
using Chat.Contracts.Presence;
using Chat.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Chat.Data.Naming;

/// <summary>Enums are words in the database, so that their numbers are free to change and a person can read them.</summary>
internal static class LowerCaseEnums
{
    public static void Apply(ModelConfigurationBuilder model)
    {
        model.Properties<UserRole>().HaveConversion<Words<UserRole>>();
        model.Properties<PresenceStatus>().HaveConversion<Words<PresenceStatus>>();
        model.Properties<Emotion>().HaveConversion<Words<Emotion>>();
        model.Properties<EmotionSource>().HaveConversion<Words<EmotionSource>>();
        model.Properties<SessionEnd>().HaveConversion<Words<SessionEnd>>();
    }

    private sealed class Words<T>() : ValueConverter<T, string>(
        value => value.ToString().ToLowerInvariant(),
        word => Enum.Parse<T>(word, ignoreCase: true))
        where T : struct, Enum;
}
