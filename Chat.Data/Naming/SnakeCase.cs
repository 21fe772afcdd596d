using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Chat.Data.Naming;

/// <summary>Columns and constraints are named as the migrations write them: <c>username_key</c>, <c>pk_accounts</c>.</summary>
internal static class SnakeCase
{
    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties()) { property.SetColumnName(Of(property.Name)); }
            foreach (var key in entity.GetKeys()) { key.SetName(Of(key.GetName()!)); }
            foreach (var foreign in entity.GetForeignKeys()) { foreign.SetConstraintName(Of(foreign.GetConstraintName()!)); }
            foreach (var index in entity.GetIndexes()) { index.SetDatabaseName(Of(index.GetDatabaseName()!)); }
        }
    }

    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]));
            if (startsWord) { text.Append('_'); }
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
